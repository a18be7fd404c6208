import { describe, expect, test } from '@jest/globals';
import type { Configuration } from '../../../lambda/config/configuration.ts';
import {
  API_KEY_ARN,
  configure,
  HS256_ARN,
  ONE_ISSUER,
  type Variables,
} from '../../support/configuration.ts';
import { AUDIENCE, ISSUER } from '../../support/world.ts';

const ISSUER_DEFAULTS = {
  algorithms: expect.arrayContaining(['RS256', 'ES256', 'EdDSA']),
  claims: undefined,
  tenantClaim: 'tenant_id',
  usernameClaim: 'username',
  scopeClaim: undefined,
  rolesClaim: 'roles',
  tenants: undefined,
  jwksUri: undefined,
};

interface Row {
  readonly name: string;
  readonly set: Variables;
  readonly read: (configuration: Configuration) => unknown;
  readonly is: unknown;
}

const issuers = (list: unknown): Variables => ({ AUTH_JWT_ISSUERS: JSON.stringify(list) });
const partner = { issuer: 'https://partner.example', audience: ['a'] };

const ROWS: readonly Row[] = [
  {
    name: 'AUTH_MODES lists the modes that are on',
    set: { ...ONE_ISSUER, AUTH_API_KEY_SECRET_ARN: API_KEY_ARN, AUTH_MODES: 'api-key,oidc' },
    read: ({ modes }) => [...modes].toSorted(),
    is: ['api-key', 'oidc'],
  },
  {
    name: 'AUTH_MODES may have white space and empty items in it',
    set: { ...ONE_ISSUER, AUTH_MODES: ' oidc , trusted,' },
    read: ({ modes }) => [...modes].toSorted(),
    is: ['oidc', 'trusted'],
  },
  {
    name: 'AUTH_JWT_ISSUER_URL and AUTH_JWT_AUDIENCE name one issuer, to the letter',
    set: ONE_ISSUER,
    read: (configuration) => configuration.issuers,
    is: [{ ...ISSUER_DEFAULTS, issuer: ISSUER, audience: [AUDIENCE] }],
  },
  {
    name: 'AUTH_JWT_AUDIENCE may list several, by comma or white space',
    set: { ...ONE_ISSUER, AUTH_JWT_AUDIENCE: 'one,two three,  four' },
    read: (configuration) => configuration.issuers[0]?.audience,
    is: ['one', 'two', 'three', 'four'],
  },
  {
    name: 'AUTH_JWT_CLAIMS names the claim that holds the tenant claims',
    set: { ...ONE_ISSUER, AUTH_JWT_CLAIMS: 'https://api.example.com/tenant' },
    read: (configuration) => configuration.issuers[0]?.claims,
    is: 'https://api.example.com/tenant',
  },
  {
    name: 'AUTH_JWT_TENANT_CLAIM names the tenant claim',
    set: { ...ONE_ISSUER, AUTH_JWT_TENANT_CLAIM: 'custom:tenant_id' },
    read: (configuration) => configuration.issuers[0]?.tenantClaim,
    is: 'custom:tenant_id',
  },
  {
    name: 'AUTH_JWT_USERNAME_CLAIM names the username claim',
    set: { ...ONE_ISSUER, AUTH_JWT_USERNAME_CLAIM: 'email' },
    read: (configuration) => configuration.issuers[0]?.usernameClaim,
    is: 'email',
  },
  {
    name: 'AUTH_JWT_ISSUERS lists issuers with all that is theirs',
    set: issuers([
      {
        issuer: 'https://partner.example/oidc',
        audience: 'one',
        algorithms: ['ES256'],
        claims: 'org',
        tenantClaim: 'id',
        usernameClaim: 'user',
        scopeClaim: 'permissions',
        rolesClaim: 'groups',
        tenants: ['acme', 'acme:*'],
        jwksUri: 'https://partner.example/keys',
      },
    ]),
    read: (configuration) => configuration.issuers,
    is: [
      {
        issuer: 'https://partner.example/oidc',
        audience: ['one'],
        algorithms: ['ES256'],
        claims: 'org',
        tenantClaim: 'id',
        usernameClaim: 'user',
        scopeClaim: 'permissions',
        rolesClaim: 'groups',
        tenants: ['acme', 'acme:*'],
        jwksUri: 'https://partner.example/keys',
      },
    ],
  },
  {
    name: 'AUTH_JWT_ISSUERS takes what an entry leaves out from the variables for all issuers',
    set: { ...issuers([partner]), AUTH_JWT_CLAIMS: 'org', AUTH_JWT_TENANT_CLAIM: 'tid' },
    read: (configuration) => configuration.issuers,
    is: [{ ...ISSUER_DEFAULTS, ...partner, claims: 'org', tenantClaim: 'tid' }],
  },
  {
    name: 'AUTH_JWT_ISSUERS adds to the one issuer',
    set: { ...ONE_ISSUER, ...issuers([partner]) },
    read: (configuration) => configuration.issuers.map(({ issuer }) => issuer),
    is: [ISSUER, 'https://partner.example'],
  },
  {
    name: 'an issuer may be http on a loopback host',
    set: { ...ONE_ISSUER, AUTH_JWT_ISSUER_URL: 'http://[::1]:4000/oidc' },
    read: (configuration) => configuration.issuers[0]?.issuer,
    is: 'http://[::1]:4000/oidc',
  },
  {
    name: 'AUTH_API_KEY_SECRET_ARN names the secret with the internal keys',
    set: { AUTH_API_KEY_SECRET_ARN: API_KEY_ARN },
    read: ({ apiKeys }) => apiKeys,
    is: { kind: 'arn', arn: API_KEY_ARN },
  },
  {
    name: 'AUTH_HS256_SECRET_ARN names the secret for HS256',
    set: { AUTH_HS256_SECRET_ARN: HS256_ARN },
    read: ({ hs256 }) => hs256,
    is: { secret: { kind: 'arn', arn: HS256_ARN }, tenantClaim: 'namespace', adminTenant: undefined },
  },
  {
    name: 'AUTH_HS256_TENANT_CLAIM names the tenant claim of HS256 tokens',
    set: { AUTH_HS256_SECRET_ARN: HS256_ARN, AUTH_HS256_TENANT_CLAIM: 'tenant' },
    read: ({ hs256 }) => hs256?.tenantClaim,
    is: 'tenant',
  },
  {
    name: 'AUTH_ADMIN_TENANT is the tenant that acts for others, in OIDC and HS256 tokens alike',
    set: { ...ONE_ISSUER, AUTH_HS256_SECRET_ARN: HS256_ARN, AUTH_ADMIN_TENANT: 'root' },
    read: ({ adminTenant, hs256 }) => [adminTenant, hs256?.adminTenant],
    is: ['root', 'root'],
  },
  {
    name: 'AUTH_TENANCY says how tenants relate',
    set: { ...ONE_ISSUER, AUTH_TENANCY: 'flat' },
    read: ({ tenancy }) => tenancy.model,
    is: 'flat',
  },
  {
    name: 'the names of headers are case-insensitive',
    set: {
      AUTH_API_KEY_SECRET_ARN: API_KEY_ARN,
      AUTH_TENANT_HEADER: 'My-Tenant',
      AUTH_USERNAME_HEADER: 'MY-USER',
      AUTH_API_KEY_HEADER: 'my-KEY',
    },
    read: ({ tenancy, credentials }) => [
      tenancy.tenantHeader,
      tenancy.usernameHeader,
      credentials.apiKeyHeader,
    ],
    is: ['my-tenant', 'my-user', 'my-key'],
  },
  {
    name: 'AUTH_IDENTITY_SOURCES lists what is in the cache key',
    set: {
      ...ONE_ISSUER,
      AUTH_IDENTITY_SOURCES:
        'header.Authorization, querystring.Token,context.routeKey stageVariables.v1,header.X-Tenant-ID',
    },
    read: ({ identitySources }) => identitySources,
    is: [
      { kind: 'header', name: 'authorization' },
      { kind: 'querystring', name: 'Token' },
      { kind: 'context', name: 'routeKey' },
      { kind: 'stageVariables', name: 'v1' },
      { kind: 'header', name: 'x-tenant-id' },
    ],
  },
  {
    name: 'AUTH_WEBSOCKET_TOKEN may name a query parameter',
    set: { ...ONE_ISSUER, AUTH_WEBSOCKET_TOKEN: 'querystring.token' },
    read: ({ credentials }) => credentials.webSocketTokenSource,
    is: { kind: 'querystring', name: 'token' },
  },
  {
    name: 'AUTH_WEBSOCKET_TOKEN may name the subprotocol',
    set: { ...ONE_ISSUER, AUTH_WEBSOCKET_TOKEN: 'header.Sec-WebSocket-Protocol' },
    read: ({ credentials }) => credentials.webSocketTokenSource,
    is: { kind: 'header', name: 'sec-websocket-protocol' },
  },
  {
    name: 'AUTH_HTTP_RESPONSE may ask for an IAM policy',
    set: { ...ONE_ISSUER, AUTH_HTTP_RESPONSE: 'iam' },
    read: ({ httpResponse }) => httpResponse,
    is: 'iam',
  },
  {
    name: 'durations are whole seconds',
    set: {
      ...ONE_ISSUER,
      AUTH_CLOCK_TOLERANCE_SECONDS: '0',
      AUTH_JWKS_TTL_SECONDS: '10',
      AUTH_JWKS_MAX_STALE_SECONDS: '86400',
      AUTH_SECRET_TTL_SECONDS: '60',
      AUTH_SECRET_MAX_STALE_SECONDS: '0600',
    },
    read: ({ clockToleranceSeconds, jwks, secrets }) => ({ clockToleranceSeconds, jwks, secrets }),
    is: {
      clockToleranceSeconds: 0,
      jwks: { ttlSeconds: 10, maxStaleSeconds: 86_400 },
      secrets: { ttlSeconds: 60, maxStaleSeconds: 600 },
    },
  },
];

describe('each variable', () => {
  test.each(ROWS)('$name', ({ set, read, is }) => {
    expect(read(configure(set))).toEqual(is);
  });
});
