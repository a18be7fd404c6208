export { AuthorizerCache, type CacheOptions } from './authorizer-cache.ts';
export type { IdentitySource, WebSocketTokenSource } from './identity-source.ts';
export type { TenantAuthorizerAttributes } from './imported-tenant-authorizer.ts';
export { type GeneratedKeyOptions, InternalKey } from './internal-key.ts';
export type { Algorithm, OidcIssuer } from './oidc-issuer.ts';
export type { DevelopmentMode, HeaderNames, Hs256, TenantAuthorizerProps } from './props.ts';
export { TenantAuthorizer } from './tenant-authorizer.ts';
export type { TenantAuthorizerBase } from './tenant-authorizer-base.ts';
