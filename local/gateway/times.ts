import type { ApiIdentity } from './request.ts';

/** The host name the API would have on AWS. */
export function domainOf({ apiId, region }: ApiIdentity): string {
  return `${apiId}.execute-api.${region}.amazonaws.com`;
}

/** `25/Nov/2026:08:31:05 +0000`, the common log format that request contexts use. */
export function requestTime(time: Date): string {
  const [, day, month, year, clock] = time.toUTCString().split(/,? /);
  return `${day}/${month}/${year}:${clock} +0000`;
}
