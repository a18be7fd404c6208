import type { KeyObject } from 'node:crypto';
import type { Jwk } from 'aws-jwt-verify/jwk';

/** A public key of an issuer, known to fit the one algorithm that it was looked up for. */
export interface VerificationKey {
  readonly jwk: Jwk;
  readonly key: KeyObject;
}

/** What a token's header says of its key. */
export interface KeyHint {
  readonly alg: string;
  readonly kid: string | undefined;
}

/** The verification keys of one issuer. */
export interface IssuerKeys {
  /**
   * The key for a token's header, looking at the issuer again when the key isn't known yet. Without a `kid`
   * only an issuer's single key for that algorithm will do (OIDC Core §10.1).
   * @param refused the key under that header whose signature check failed: only another one will do
   * @throws Fault `keys.unavailable` when the issuer can't be asked and what is known has grown too old
   */
  find(header: KeyHint, refused?: VerificationKey): Promise<VerificationKey | undefined>;
}
