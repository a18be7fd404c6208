/** 9999-12-31T23:59:59Z: a later instant can't be written as a date any more. */
export const LATEST_EPOCH_SECONDS = 253_402_300_799;

const ISO_TIMESTAMP = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** The epoch seconds of an ISO 8601 timestamp (`2027-01-31T12:00:00Z`), or undefined for any other text. */
export function epochSeconds(text: string): number | undefined {
  const [, day] = ISO_TIMESTAMP.exec(text) ?? [];
  const milliseconds = Date.parse(text);
  if (day === undefined || Number.isNaN(milliseconds)) return undefined;
  // A day that doesn't exist (31 February) would roll over into the next month.
  const exists = new Date(Date.parse(day)).toISOString().startsWith(day);
  return exists ? milliseconds / 1000 : undefined;
}
