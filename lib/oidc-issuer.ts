import { ASYMMETRIC_ALGORITHMS } from '../lambda/domain/algorithms.ts';
/**
 * The signature algorithms of tokens from an OpenID provider: those that the authorizer verifies, all of them
 * asymmetric (RFC 7518 §3.1, RFC 8037).
 */
export const ALGORITHMS = ASYMMETRIC_ALGORITHMS;

export type Algorithm = (typeof ALGORITHMS)[number];

/** An OpenID Connect issuer whose JWTs are accepted. */
export interface OidcIssuer {
  /** Equal to the tokens' `iss`, the trailing slash included. https, except on loopback hosts. */
  readonly issuer: string;
  /** The accepted audiences; a token must name one of them in `aud` (RFC 7519 §4.1.3). */
  readonly audience: readonly string[];
  /** @default - any of `ALGORITHMS` */
  readonly algorithms?: readonly Algorithm[];
  /**
   * The top-level claim, often a URL, whose value is the object with the tenant claims.
   * @default - the tenant claims are at the top level
   */
  readonly claims?: string;
  /** The name of the tenant's claim, e.g. `custom:tenant_id`, `org_id`, `tid`. @default 'tenant_id' */
  readonly tenantClaim?: string;
  /** @default 'username' */
  readonly usernameClaim?: string;
  /** @default 'scope', or 'scp' where that is a list */
  readonly scopeClaim?: string;
  /** @default 'roles' */
  readonly rolesClaim?: string;
  /**
   * The tenants that this issuer may speak for: `acme`, `acme:*` (everything below acme), `*`.
   * @default - every tenant. Bind each issuer to its own when there are several
   */
  readonly tenants?: readonly string[];
  /** @default - `jwks_uri` of `{issuer}/.well-known/openid-configuration` */
  readonly jwksUri?: string;
}
