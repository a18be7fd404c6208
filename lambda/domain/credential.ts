import type { JsonObject } from './json.ts';

/** What a request proves itself with. A request carries exactly one. */
export type Credential = ApiKeyCredential | JwsCredential | OpaqueCredential | NoCredential;

export interface ApiKeyCredential {
  readonly kind: 'api-key';
  readonly key: string;
}

/** A token in the compact form of RFC 7515 §7.1 whose parts are well formed. Nothing in it is verified. */
export interface JwsCredential {
  readonly kind: 'jws';
  readonly token: string;
  readonly header: JwsHeader;
  /** What is signed: the first two parts and the dot between them. */
  readonly signingInput: string;
  readonly signature: Uint8Array;
  /** Unverified: only for choosing the issuer whose keys are tried. */
  readonly unverifiedPayload: JsonObject;
}

/** A bearer token that is no JWT. */
export interface OpaqueCredential {
  readonly kind: 'opaque';
  readonly value: string;
}

export interface NoCredential {
  readonly kind: 'none';
}

export interface JwsHeader {
  readonly alg: string;
  readonly kid: string | undefined;
  readonly typ: string | undefined;
}
