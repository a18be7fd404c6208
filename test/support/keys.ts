import { constants, createHmac, generateKeyPairSync, type KeyObject, sign as signBytes } from 'node:crypto';

/** A key pair of an issuer in the tests. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: Record<string, unknown>;
}

export function rsaKey(kid: string, { alg = 'RS256', bits = 2048 } = {}): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return {
    kid,
    alg,
    privateKey,
    publicJwk: { ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' },
  };
}

const CURVES: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };

export function ecKey(kid: string, alg = 'ES256'): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: CURVES[alg] ?? alg });
  return {
    kid,
    alg,
    privateKey,
    publicJwk: { ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' },
  };
}

export function edKey(kid: string): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    kid,
    alg: 'EdDSA',
    privateKey,
    publicJwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' },
  };
}

export type Members = Readonly<Record<string, unknown>>;

export function encode(value: Members | string): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

/** A JWS in compact form over any header and payload, well formed or not. */
export function compact(
  header: Members | string,
  payload: Members | string,
  signature: (input: string) => Buffer,
): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${signature(input).toString('base64url')}`;
}

/** Signs with the algorithm that the key is for. `header` adds to or replaces members of the usual one. */
export function signJwt(key: SigningKey, payload: Members, header: Members = {}): string {
  return compact({ alg: key.alg, typ: 'JWT', kid: key.kid, ...header }, payload, (input) =>
    signatureOf(key, input),
  );
}

export function signatureOf({ alg, privateKey }: SigningKey, input: string): Buffer {
  const hash = alg === 'EdDSA' ? null : `sha${alg.slice(2)}`;
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  const options = alg.startsWith('PS') ? pss : {};
  return signBytes(hash, Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363', ...options });
}

export function signHs256(secret: string | Buffer, payload: Members, header: Members = {}): string {
  return compact({ alg: 'HS256', typ: 'JWT', ...header }, payload, (input) =>
    createHmac('sha256', secret).update(input).digest(),
  );
}
