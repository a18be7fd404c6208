import { describe, expect, test } from '@jest/globals';
import type { Configuration } from '../../../lambda/config/configuration.ts';
import { AMALGAM8, configure, ONE_ISSUER, PLAIN_KEY, type Variables } from '../../support/configuration.ts';
import { API_KEY, HS256_SECRET } from '../../support/credentials.ts';

describe('what is not said', () => {
  test('has the documented defaults', () => {
    const { issuers: _issuers, modes, ...configuration } = configure(ONE_ISSUER);
    expect([...modes]).toEqual(['oidc']);
    expect(configuration).toEqual({
      credentials: {
        apiKeyHeader: undefined,
        authorizationHeaders: ['authorization'],
        webSocketTokenSource: undefined,
      },
      adminTenant: undefined,
      hs256: undefined,
      apiKeys: undefined,
      tenancy: {
        model: 'nested',
        tenantHeader: 'x-tenant-id',
        usernameHeader: 'x-username',
        ignoresOverridesOfTokens: false,
      },
      identitySources: [],
      routes: undefined,
      httpResponse: 'simple',
      clockToleranceSeconds: 5,
      jwks: { ttlSeconds: 300, maxStaleSeconds: 3600 },
      secrets: { ttlSeconds: 300, maxStaleSeconds: 3600 },
    });
  });

  test('an empty variable counts as unset', () => {
    const empty = {
      AUTH_MODES: '',
      AUTH_JWT_CLAIMS: '',
      AUTH_API_KEY: '',
      AUTH_ROUTES: '',
      AUTH_IDENTITY_SOURCES: '',
      AUTH_TENANCY: '',
      AUTH_TENANT_HEADER: '',
      AUTH_CLOCK_TOLERANCE_SECONDS: '',
      MULTI_TENANCY_ENABLED: '',
      A8_AUTH_MODE: '',
      A8_JWT_SECRET: '',
    };
    expect(configure({ ...ONE_ISSUER, ...empty })).toEqual(configure(ONE_ISSUER));
  });

  test('variables of somebody else change nothing', () => {
    const others = { PATH: '/usr/bin', AWS_REGION: 'eu-central-1', AUTHORIZATION: 'x' };
    expect(configure({ ...ONE_ISSUER, ...others })).toEqual(configure(ONE_ISSUER));
  });
});

interface Row {
  readonly name: string;
  readonly set: Variables;
  readonly read: (configuration: Configuration) => unknown;
  readonly is: unknown;
}

const SEEDS: readonly Row[] = [
  {
    name: 'Orchestrate: AUTH_API_KEY is a plain key',
    set: PLAIN_KEY,
    read: ({ apiKeys, modes }) => [apiKeys, [...modes]],
    is: [{ kind: 'plain', value: API_KEY }, ['api-key']],
  },
  {
    name: 'Orchestrate: AUTH_JWT_ORCHESTRATE_CLAIMS names the claims object',
    set: { ...ONE_ISSUER, AUTH_JWT_ORCHESTRATE_CLAIMS: 'https://claims.example' },
    read: ({ issuers }) => issuers[0]?.claims,
    is: 'https://claims.example',
  },
  {
    name: 'Orchestrate: AUTH_JWT_CLAIMS_NAMESPACE does so in its older releases',
    set: { ...ONE_ISSUER, AUTH_JWT_CLAIMS_NAMESPACE: 'orchestrate.info' },
    read: ({ issuers }) => issuers[0]?.claims,
    is: 'orchestrate.info',
  },
  {
    name: 'Orchestrate: several names of the claims object may agree',
    set: { ...ONE_ISSUER, AUTH_JWT_CLAIMS: 'org', AUTH_JWT_CLAIMS_NAMESPACE: 'org' },
    read: ({ issuers }) => issuers[0]?.claims,
    is: 'org',
  },
  ...['false', 'FALSE', 'f', 'F', '0'].map((off) => ({
    name: `Orchestrate: MULTI_TENANCY_ENABLED=${off} is the single-tenant mode, whatever else is set`,
    set: { ...ONE_ISSUER, ...PLAIN_KEY, MULTI_TENANCY_ENABLED: off },
    read: ({ modes, credentials }: Configuration) => [[...modes], credentials.authorizationHeaders],
    is: [['single-tenant'], []],
  })),
  ...['true', 'TRUE', 't', 'T', '1'].map((on) => ({
    name: `Orchestrate: MULTI_TENANCY_ENABLED=${on} leaves the modes to the rest`,
    set: { ...ONE_ISSUER, ...PLAIN_KEY, MULTI_TENANCY_ENABLED: on },
    read: ({ modes }: Configuration) => [...modes],
    is: ['oidc', 'api-key'],
  })),
  {
    name: 'Amalgam8: A8_AUTH_MODE jwt is hs256, trusted is trusted',
    set: AMALGAM8,
    read: ({ modes }) => [...modes].toSorted(),
    is: ['hs256', 'trusted'],
  },
  {
    name: 'Amalgam8: A8_AUTH_MODE=trusted needs no secret',
    set: { A8_AUTH_MODE: 'trusted' },
    read: ({ modes }) => [...modes],
    is: ['trusted'],
  },
  {
    name: 'Amalgam8: A8_JWT_SECRET is the plain HS256 secret, the admin is called admin',
    set: AMALGAM8,
    read: ({ hs256 }) => hs256,
    is: { secret: { kind: 'plain', value: HS256_SECRET }, tenantClaim: 'namespace', adminTenant: 'admin' },
  },
  {
    name: 'Amalgam8: AUTH_ADMIN_TENANT renames the admin',
    set: { ...AMALGAM8, AUTH_ADMIN_TENANT: 'root' },
    read: ({ hs256 }) => hs256?.adminTenant,
    is: 'root',
  },
  {
    name: 'Amalgam8: the admin of HS256 tokens is none of OIDC tokens',
    set: { ...AMALGAM8, ...ONE_ISSUER },
    read: ({ adminTenant }) => adminTenant,
    is: undefined,
  },
  {
    name: 'Amalgam8: tenants are flat and A8-Namespace names the one that the admin acts for',
    set: AMALGAM8,
    read: ({ tenancy }) => tenancy,
    is: {
      model: 'flat',
      tenantHeader: 'a8-namespace',
      usernameHeader: 'x-username',
      ignoresOverridesOfTokens: true,
    },
  },
  {
    name: 'Amalgam8: AUTH_TENANCY and AUTH_TENANT_HEADER still have their say',
    set: { ...AMALGAM8, AUTH_TENANCY: 'nested', AUTH_TENANT_HEADER: 'X-Tenant-ID' },
    read: ({ tenancy }) => [tenancy.model, tenancy.tenantHeader],
    is: ['nested', 'x-tenant-id'],
  },
  {
    name: 'Amalgam8: the token is in Authorization, else in Authentication',
    set: AMALGAM8,
    read: ({ credentials }) => credentials.authorizationHeaders,
    is: ['authorization', 'authentication'],
  },
];

describe('the variables of the seed systems', () => {
  test.each(SEEDS)('$name', ({ set, read, is }) => {
    expect(read(configure(set))).toEqual(is);
  });
});
