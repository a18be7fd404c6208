/** The epoch seconds of an ISO 8601 timestamp that is known to be well formed. */
export function epochSeconds(isoTimestamp: string): number {
  return Date.parse(isoTimestamp) / 1000;
}
