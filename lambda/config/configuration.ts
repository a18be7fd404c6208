import type { IdentitySource } from '../domain/identity-source.ts';
import type { AuthMode } from '../domain/mode.ts';
import type { RouteRule } from '../domain/route-rule.ts';
import type { Tenancy } from '../domain/tenant.ts';

/** Everything that can be set, parsed and consistent. */
export interface Configuration {
  readonly modes: ReadonlySet<AuthMode>;
  readonly credentials: CredentialSettings;
  readonly issuers: readonly IssuerSettings[];
  /** The tenant whose OIDC tokens act for others. */
  readonly adminTenant: string | undefined;
  readonly hs256: Hs256Settings | undefined;
  readonly apiKeys: SecretReference | undefined;
  readonly tenancy: TenancySettings;
  readonly identitySources: readonly IdentitySource[];
  readonly routes: readonly RouteRule[] | undefined;
  readonly httpResponse: 'simple' | 'iam';
  readonly clockToleranceSeconds: number;
  readonly jwks: Lifetime;
  readonly secrets: Lifetime;
}

export interface CredentialSettings {
  /** In lower case; undefined where no keys are configured. */
  readonly apiKeyHeader: string | undefined;
  /** Where a bearer token is looked for, in this order, in lower case. */
  readonly authorizationHeaders: readonly string[];
  /** Where a WebSocket's token is looked for when there is no Authorization header. */
  readonly webSocketTokenSource: IdentitySource | undefined;
}

export interface IssuerSettings {
  /** Compared with `iss` as it stands: a trailing slash counts. */
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly algorithms: readonly string[];
  /** The top-level claim that holds the object with the tenant claims; undefined: the top level itself. */
  readonly claims: string | undefined;
  readonly tenantClaim: string;
  readonly usernameClaim: string;
  /** undefined: `scope`, else `scp`. */
  readonly scopeClaim: string | undefined;
  readonly rolesClaim: string;
  /** The tenants this issuer may speak for, as patterns; undefined: any. */
  readonly tenants: readonly string[] | undefined;
  /** undefined: found through the issuer's discovery document. */
  readonly jwksUri: string | undefined;
}

export interface Hs256Settings {
  readonly secret: SecretReference;
  readonly tenantClaim: string;
  /** The tenant whose HS256 tokens act for others. */
  readonly adminTenant: string | undefined;
}

/** A secret by its ARN in Secrets Manager, or itself (local use). */
export type SecretReference =
  | { readonly kind: 'arn'; readonly arn: string }
  | { readonly kind: 'plain'; readonly value: string };

export interface TenancySettings {
  readonly model: Tenancy;
  /** In lower case. */
  readonly tenantHeader: string;
  /** In lower case. */
  readonly usernameHeader: string;
  /** Amalgam8: a token's tenant is final, and only the admin's tenant header is read. */
  readonly ignoresOverridesOfTokens: boolean;
}

/** How long a fetched value serves: `ttl` without asking again, up to `maxStale` while asking fails. */
export interface Lifetime {
  readonly ttlSeconds: number;
  readonly maxStaleSeconds: number;
}
