import { describe, expect, test } from '@jest/globals';
import { AMALGAM8, ONE_ISSUER, type Variables } from '../../support/configuration.ts';
import { type Headers, REQUEST_EVENTS, REQUEST_KINDS, tokenEvent } from '../../support/events.ts';
import { encode, signHs256 } from '../../support/keys.ts';
import { FakeWorld } from '../../support/world.ts';

const ask = (environment: Variables, headers: Headers) =>
  new FakeWorld(environment).ask(REQUEST_EVENTS['rest-request'](headers));

describe('the trusted mode', () => {
  const TRUSTED = { AUTH_MODES: 'trusted' };

  test('believes that the token is the tenant', async () => {
    expect(await ask(TRUSTED, { Authorization: 'Bearer acme:eu' })).toMatchObject({
      status: 200,
      context: {
        tenantId: 'acme:eu',
        allowedTenants: '_,acme,acme:eu',
        authMode: 'trusted',
        principalId: 'acme:eu',
      },
    });
  });

  test.each([
    ['the wildcard', 'Bearer *', 'token.tenant'],
    ['what is no tenant', 'Bearer a,b', 'token.tenant'],
    ['an empty level', 'Bearer a::b', 'token.tenant'],
    ['nothing', 'Bearer ', 'credential.malformed'],
    ['a JWT that nobody signed', `Bearer ${encode('{"alg":"none"}')}.${encode('{}')}.`, 'token.malformed'],
    ['a JWT of a mode that is off', `Bearer ${signHs256('s', { namespace: 'acme' })}`, 'token.algorithm'],
  ])('does not believe %s', async (_name, field, code) => {
    expect(await ask(TRUSTED, { Authorization: field })).toMatchObject({ status: 401, code });
  });

  test('is not tried for a JWT that its own mode refused', async () => {
    const expired = signHs256(AMALGAM8.A8_JWT_SECRET, { namespace: 'acme', exp: 1 });
    expect(await ask(AMALGAM8, { Authorization: `Bearer ${expired}` })).toMatchObject({
      status: 401,
      code: 'token.expired',
    });
  });

  test('knows no admin', async () => {
    const headers = { Authorization: 'Bearer admin', 'A8-Namespace': 'acme' };
    expect(await ask(AMALGAM8, headers)).toMatchObject({ status: 200, context: { tenantId: 'admin' } });
  });

  test('passes scopes and roles, but not modes and tenants', async () => {
    const routes = [
      {
        route: 'GET /accounts/{id}',
        scopes: ['read'],
        roles: ['admin'],
        modes: ['trusted'],
        tenants: ['acme'],
      },
    ];
    const environment = { ...TRUSTED, AUTH_ROUTES: JSON.stringify(routes) };
    expect(await ask(environment, { Authorization: 'Bearer acme' })).toMatchObject({ status: 200 });
    expect(await ask(environment, { Authorization: 'Bearer globex' })).toMatchObject({
      code: 'route.tenant',
    });
  });
});

describe('the single-tenant mode', () => {
  const SINGLE = { ...ONE_ISSUER, MULTI_TENANCY_ENABLED: 'false' };
  const headers = { Authorization: 'x', 'X-API-Key': '', 'X-Tenant-ID': 'acme', 'X-Username': 'bob' };

  test.each(REQUEST_KINDS)('asks a %s event for nothing, and ignores all headers', async (kind) => {
    expect(await new FakeWorld(SINGLE).ask(REQUEST_EVENTS[kind](headers))).toMatchObject({
      status: 200,
      context: {
        tenantId: '_',
        allowedTenants: '_',
        authMode: 'single-tenant',
        principalId: 'single-tenant',
      },
    });
  });

  test('asks a TOKEN event for nothing, and leaves nothing to the backend', async () => {
    const { context } = await new FakeWorld(SINGLE).ask(tokenEvent('whatever'));
    expect(context).toMatchObject({ tenantId: '_' });
    expect(context).not.toHaveProperty('overrides');
  });

  test('calls its tenant default where tenants are flat', async () => {
    const environment = { AUTH_MODES: 'single-tenant', AUTH_TENANCY: 'flat' };
    expect(await ask(environment, {})).toMatchObject({
      context: { tenantId: 'default', allowedTenants: 'default' },
    });
  });
});
