import { constants, type KeyObject, verify } from 'node:crypto';
import { decomposeUnverifiedJwt, validateJwtFields } from 'aws-jwt-verify/jwt';
import { verifyJwtSync } from 'aws-jwt-verify/jwt-verifier';
import type { IssuerSettings } from '../config/configuration.ts';
import type { JwsCredential } from '../domain/credential.ts';
import { type Denial, deny } from '../domain/denial.ts';
import type { VerificationKey } from '../ports/keys.ts';
import { denialOf } from './verification-errors.ts';
import type { VerifiedTokens } from './verified-tokens.ts';

/** RSASSA-PSS (RFC 7518 §3.5), which aws-jwt-verify leaves out, with its hash. */
const PSS_HASHES: Readonly<Record<string, string>> = { PS256: 'sha256', PS384: 'sha384', PS512: 'sha512' };

/** r and s in full (RFC 7518 §3.4, RFC 8032 §5.1.6); of another length, node:crypto throws instead of refusing. */
const SIGNATURE_BYTES: Readonly<Record<string, number>> = { ES256: 64, ES384: 96, ES512: 132, EdDSA: 64 };

interface Check {
  readonly settings: IssuerSettings;
  readonly key: VerificationKey;
  readonly verified: VerifiedTokens;
  readonly clockToleranceSeconds: number;
}

/**
 * Checks a token's signature with one key, and that issuer and audience are those of the settings. A token
 * whose signature that key has verified before is spared that part.
 */
export function checkToken(credential: JwsCredential, check: Check): Denial | undefined {
  const { token, header, signature } = credential;
  if (signature.length !== (SIGNATURE_BYTES[header.alg] ?? signature.length)) return deny('token.signature');
  const { settings, key, verified } = check;
  const expected = {
    issuer: settings.issuer,
    audience: [...settings.audience],
    graceSeconds: check.clockToleranceSeconds,
  };
  const isKnown = verified.has(token, key);
  const pssHash = PSS_HASHES[header.alg];
  if (!isKnown && pssHash && !isSignedWithPss(pssHash, credential, key)) return deny('token.signature');
  try {
    if (isKnown || pssHash) validateJwtFields(decomposeUnverifiedJwt(token).payload, expected);
    else verifyJwtSync(token, key.jwk, expected, (): KeyObject => key.key);
  } catch (error) {
    return deny(denialOf(error));
  }
  if (!isKnown) verified.add(token, key);
  return undefined;
}

function isSignedWithPss(
  hash: string,
  { signingInput, signature }: JwsCredential,
  { key }: VerificationKey,
): boolean {
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  return verify(hash, Buffer.from(signingInput), { key, padding, saltLength }, signature);
}
