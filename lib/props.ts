import type { Duration } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { AuthorizerCache } from './authorizer-cache.ts';
import type { WebSocketTokenSource } from './identity-source.ts';
import type { InternalKey } from './internal-key.ts';
import type { OidcIssuer } from './oidc-issuer.ts';
import type { AnySecret } from './secret-access.ts';

/** JWTs signed with a shared secret (HMAC with SHA-256, RFC 7518 §3.2). */
export interface Hs256 {
  /** The shared secret, as a plain string; at least 32 bytes. */
  readonly secret: AnySecret;
  /** The claim that holds the tenant. @default 'namespace' */
  readonly tenantClaim?: string;
}

/** A mode that authenticates nobody. It must be asked for in so many words. */
export interface DevelopmentMode {
  readonly developmentOnly: true;
}

/** The names of the request headers, in any case. */
export interface HeaderNames {
  /** Names the tenant to act for. @default 'X-Tenant-ID' */
  readonly tenant?: string;
  /** Names the user to act for. @default 'X-Username' */
  readonly username?: string;
  /** Carries the internal key. @default 'X-API-Key' */
  readonly apiKey?: string;
}

/**
 * What `TenantAuthorizer` is made of. At least one way to authenticate is required (`oidc`, `hs256`,
 * `internalKey`, or a development mode): the authorizer is never open by default.
 */
export interface TenantAuthorizerProps {
  /** OpenID Connect issuers. */
  readonly oidc?: readonly OidcIssuer[];
  readonly hs256?: Hs256;
  /** The key of internal services: it may act for every tenant, unless its secret says less. */
  readonly internalKey?: InternalKey;
  /** Any string that is not a JWT is taken for the name of the caller's tenant. Development only. */
  readonly trusted?: DevelopmentMode;
  /** No request is checked; everything belongs to one tenant. Development only. */
  readonly singleTenant?: DevelopmentMode;

  /** Whether `a:b` is a child of `a`, and `_` shared by all. @default 'nested' */
  readonly tenancy?: 'nested' | 'flat';
  /** A tenant that may act for any other, and must name which in the tenant header. @default - none */
  readonly adminTenant?: string;
  readonly headers?: HeaderNames;
  /**
   * Where a WebSocket's token is when it has no Authorization header, which browsers can't set:
   * `querystring.token`, or `header.Sec-WebSocket-Protocol` with the subprotocols `bearer, <token>`.
   * @default - only the Authorization header. A query string ends up in access logs: prefer short-lived tokens
   */
  readonly webSocketToken?: WebSocketTokenSource;

  /** @default AuthorizerCache.disabled() */
  readonly cache?: AuthorizerCache;
  /** What an HTTP API (payload 2.0) is answered: a simple response or an IAM policy. @default 'simple' */
  readonly httpResponse?: 'simple' | 'iam';

  /** How far the clocks of issuer and Lambda may differ: 0–60 seconds. @default Duration.seconds(5) */
  readonly clockTolerance?: Duration;
  /** How long an issuer's keys are used before they are fetched again (10 s to a day, as the next three). @default Duration.minutes(5) */
  readonly jwksTtl?: Duration;
  /** How old those keys may get while the issuer can't be reached. @default Duration.hours(1) */
  readonly jwksMaxStale?: Duration;
  /** How long a secret is used before it is read again. @default Duration.minutes(5) */
  readonly secretTtl?: Duration;
  /** How old a secret may get while Secrets Manager can't be reached. @default Duration.hours(1) */
  readonly secretMaxStale?: Duration;

  /** MiB; Lambda gives CPU in proportion. @default 256 */
  readonly memorySize?: number;
  /** An HTTP API gives up on an authorizer after 10 seconds. @default Duration.seconds(8) */
  readonly timeout?: Duration;
  /** How long the function's logs are kept. @default RetentionDays.ONE_MONTH */
  readonly logRetention?: RetentionDays;
  /** The directory of the built authorizer. @default - the one that this package was built with */
  readonly bundleDirectory?: string;
}
