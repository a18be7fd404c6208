import { createPublicKey, type KeyObject } from 'node:crypto';
import { isJwk, type Jwk } from 'aws-jwt-verify/jwk';

/** One key of a JWKS, with all that decides which algorithms it may verify. */
export interface IssuerKey {
  readonly jwk: Jwk;
  readonly key: KeyObject;
  /** The algorithms (RFC 7518 §3.1, RFC 8037 §3.1) that the key is fit for. */
  readonly algorithms: ReadonlySet<string>;
}

const MIN_RSA_BITS = 2048;
const RSA_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const CURVE_ALGORITHMS: Readonly<Record<string, string>> = {
  'EC P-256': 'ES256',
  'EC P-384': 'ES384',
  'EC P-521': 'ES512',
  'OKP Ed25519': 'EdDSA',
};

/**
 * Reads one member of a JWKS, or answers undefined for what is no public key to verify signatures with: a set
 * may hold keys of unknown types and for other uses (RFC 7517 §5), and one bad key must not spoil the rest.
 */
export function parseJwk(value: unknown): IssuerKey | undefined {
  if (!isJwkLike(value)) return undefined;
  const { use, key_ops: operations, alg } = value;
  if (use !== undefined && use !== 'sig') return undefined;
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) {
    return undefined;
  }
  const key = importKey(value);
  const fit = key ? algorithmsOf(value, key) : [];
  const algorithms = new Set(alg === undefined ? fit : fit.filter((algorithm) => algorithm === alg));
  return key && algorithms.size > 0 ? { jwk: value, key, algorithms } : undefined;
}

function isJwkLike(value: unknown): value is Jwk {
  // The library's check takes JSON; what came out of JSON.parse is that.
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isJwk({ ...value });
}

function algorithmsOf({ kty, crv }: Jwk, key: KeyObject): readonly string[] {
  if (kty === 'RSA') {
    const { modulusLength: bits = 0, publicExponent: exponent = 1n } = key.asymmetricKeyDetails ?? {};
    // With an exponent of 1 a signature is the message itself.
    return bits >= MIN_RSA_BITS && exponent > 1n ? RSA_ALGORITHMS : [];
  }
  const algorithm = CURVE_ALGORITHMS[`${kty} ${crv}`];
  return algorithm === undefined ? [] : [algorithm];
}

function importKey(jwk: Jwk): KeyObject | undefined {
  try {
    return createPublicKey({ key: { ...jwk }, format: 'jwk' });
  } catch {
    // A point off its curve, a missing member: unusable, whatever the reason.
    return undefined;
  }
}
