/**
 * The names of the environment variables that configure the authorizer: the contract between what is
 * deployed (`lib/`) and what runs (`lambda/`).
 */
export const VARIABLES = {
  modes: 'AUTH_MODES',
  issuer: 'AUTH_JWT_ISSUER_URL',
  audience: 'AUTH_JWT_AUDIENCE',
  claims: 'AUTH_JWT_CLAIMS',
  tenantClaim: 'AUTH_JWT_TENANT_CLAIM',
  usernameClaim: 'AUTH_JWT_USERNAME_CLAIM',
  issuers: 'AUTH_JWT_ISSUERS',
  apiKeySecretArn: 'AUTH_API_KEY_SECRET_ARN',
  hs256SecretArn: 'AUTH_HS256_SECRET_ARN',
  hs256TenantClaim: 'AUTH_HS256_TENANT_CLAIM',
  adminTenant: 'AUTH_ADMIN_TENANT',
  tenancy: 'AUTH_TENANCY',
  tenantHeader: 'AUTH_TENANT_HEADER',
  usernameHeader: 'AUTH_USERNAME_HEADER',
  apiKeyHeader: 'AUTH_API_KEY_HEADER',
  identitySources: 'AUTH_IDENTITY_SOURCES',
  webSocketToken: 'AUTH_WEBSOCKET_TOKEN',
  routes: 'AUTH_ROUTES',
  httpResponse: 'AUTH_HTTP_RESPONSE',
  clockTolerance: 'AUTH_CLOCK_TOLERANCE_SECONDS',
  jwksTtl: 'AUTH_JWKS_TTL_SECONDS',
  jwksMaxStale: 'AUTH_JWKS_MAX_STALE_SECONDS',
  secretTtl: 'AUTH_SECRET_TTL_SECONDS',
  secretMaxStale: 'AUTH_SECRET_MAX_STALE_SECONDS',
} as const;

/** Variables of the seed systems, each understood under its own name. */
export const SEED_VARIABLES = {
  multiTenancy: 'MULTI_TENANCY_ENABLED',
  apiKey: 'AUTH_API_KEY',
  orchestrateClaims: 'AUTH_JWT_ORCHESTRATE_CLAIMS',
  claimsNamespace: 'AUTH_JWT_CLAIMS_NAMESPACE',
  amalgam8Mode: 'A8_AUTH_MODE',
  amalgam8Secret: 'A8_JWT_SECRET',
} as const;
