import type { JwsCredential, JwsHeader } from '../domain/credential.ts';
import { type Denial, deny } from '../domain/denial.ts';
import { parseJsonObject } from '../domain/json.ts';

/** Longer tokens are refused unread. API Gateway takes 10,240 bytes of headers in all. */
export const MAX_TOKEN_BYTES = 8192;
const MAX_KID_LENGTH = 256;

/**
 * Whether a bearer token means to be a JWT or holds one: a part of it decodes to what begins like a JSON object
 * with a member. Wider than what parseJws accepts, on purpose: a damaged JWT must be refused and never be
 * taken for a string of some other kind, which might be shown.
 */
export function looksLikeJws(token: string): boolean {
  return token
    .split(/[^A-Za-z0-9+/_-]+/)
    .some((part) => /^[\s\uFEFF]*\{\s*"/.test(Buffer.from(part.slice(0, 24), 'base64url').toString('utf8')));
}

/**
 * Takes a JWS in compact form (RFC 7515 §7.1) apart: three parts in canonical base64url (RFC 4648 §5, no
 * padding), header and payload strict JSON objects. No key is touched and nothing is believed.
 */
export function parseJws(token: string): JwsCredential | Denial {
  const parts = token.split('.');
  const [header, payload, signature] = parts.map(decodeCanonical);
  if (parts.length !== 3 || !header || !payload || !signature) return deny('token.malformed');

  const members = parseJsonObject(header);
  const claims = parseJsonObject(payload);
  if (members === undefined || claims === undefined) return deny('token.malformed');
  // No extension is understood here, and one that isn't must be refused (RFC 7515 §4.1.11). That includes
  // `b64` (RFC 7797), which is only valid when `crit` names it.
  if ('crit' in members || 'b64' in members) return deny('token.critical_header');

  const parsed = parseHeader(members);
  if (parsed === undefined) return deny('token.malformed');
  const signingInput = token.slice(0, token.lastIndexOf('.'));
  return { kind: 'jws', token, header: parsed, unverifiedPayload: claims, signingInput, signature };
}

// `jwk`, `jku`, `x5u` and `x5c` are not read: a token never brings its own key.
function parseHeader({ alg, kid, typ }: { readonly [member: string]: unknown }): JwsHeader | undefined {
  if (typeof alg !== 'string' || !isOptionalString(typ) || !isOptionalString(kid)) return undefined;
  if (kid !== undefined && (kid === '' || kid.length > MAX_KID_LENGTH)) return undefined;
  return { alg, kid, typ };
}

function isOptionalString(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function decodeCanonical(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url');
  // Node decodes padding, the other alphabet, stray characters and unused trailing bits without a word.
  return part !== '' && bytes.toString('base64url') === part ? bytes : undefined;
}
