import { LATEST_EPOCH_SECONDS } from '../domain/instant.ts';
import type { JsonObject } from '../domain/json.ts';
import { type Denial, deny } from '../domain/denial.ts';

const MAX_SUBJECT_LENGTH = 256;

export interface RegisteredClaims {
  readonly subject: string | undefined;
  /** `exp`, rounded down to whole epoch seconds. */
  readonly expiresAt: number;
}

/** Explicit types (RFC 8725 §3.11) of tokens that may open an API. A logout token or a DPoP proof may not. */
const ACCESS_TOKEN_TYPES = new Set(['jwt', 'at+jwt', 'application/at+jwt']);

/** Whether a token's `typ`, if it has one, is that of a JWT (RFC 7519 §5.1) or an access token (RFC 9068 §2.1). */
export function isAccessTokenType(typ: string | undefined): boolean {
  return typ === undefined || ACCESS_TOKEN_TYPES.has(typ.toLowerCase());
}

/**
 * Checks the registered claims (RFC 7519 §4.1) that are about the token itself: `exp` is required, `nbf` and
 * `iat` may not lie ahead, all within the tolerance. Whether the signature holds is not asked here.
 * @param nowSeconds epoch seconds
 */
export function checkRegisteredClaims(
  claims: JsonObject,
  nowSeconds: number,
  toleranceSeconds: number,
): RegisteredClaims | Denial {
  const { exp, nbf, iat, sub } = claims;
  if (!isNumericDate(exp) || !isOptionalDate(nbf) || !isOptionalDate(iat)) return deny('token.claims');
  if (sub !== undefined && !isSubject(sub)) return deny('token.claims');
  if (nowSeconds >= exp + toleranceSeconds) return deny('token.expired');
  if (Math.max(nbf ?? 0, iat ?? 0) > nowSeconds + toleranceSeconds) return deny('token.not_yet_valid');
  return { subject: sub, expiresAt: Math.floor(exp) };
}

function isNumericDate(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= LATEST_EPOCH_SECONDS;
}

function isOptionalDate(value: unknown): value is number | undefined {
  return value === undefined || isNumericDate(value);
}

// It becomes the policy's principal and stands in logs.
function isSubject(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_SUBJECT_LENGTH && /^[^\p{C}]+$/u.test(value);
}
