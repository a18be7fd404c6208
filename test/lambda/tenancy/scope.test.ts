import { describe, expect, test } from '@jest/globals';
import { ONE_ISSUER, PLAIN_KEY } from '../../support/configuration.ts';
import { API_KEY } from '../../support/credentials.ts';
import { type Headers, REQUEST_EVENTS, tokenEvent } from '../../support/events.ts';
import { ecKey, type Members, signJwt } from '../../support/keys.ts';
import { AUDIENCE, FakeWorld, ISSUER } from '../../support/world.ts';

const SIGNER = ecKey('k');

function worldWith(environment: Record<string, string> = {}): FakeWorld {
  return new FakeWorld({ ...ONE_ISSUER, ...PLAIN_KEY, ...environment }).issuer(ISSUER, [SIGNER]);
}

function bearer(world: FakeWorld, claims: Members): string {
  const usual = { iss: ISSUER, aud: AUDIENCE, exp: world.clock.seconds + 60, sub: 's-1' };
  return `Bearer ${signJwt(SIGNER, { ...usual, ...claims })}`;
}

const ask = (world: FakeWorld, claims: Members, headers: Headers = {}) =>
  world.ask(REQUEST_EVENTS['rest-request']({ Authorization: bearer(world, claims), ...headers }));

/** A tenant of some levels, each of one letter. */
const deep = (levels: number) => Array.from({ length: levels }, () => 'a').join(':');

describe('how deep tenants may nest', () => {
  test('the list of tenants may have 4,096 characters', async () => {
    // `_` and 63 levels are 1 + 63 * 64 characters with their commas; the last level fills them up.
    const answer = await ask(worldWith(), { tenant_id: deep(63) + 'a'.repeat(63) });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.context['allowedTenants']).toHaveLength(4096);
  });

  test('a tenant whose list would be longer is refused', async () => {
    expect(await ask(worldWith(), { tenant_id: deep(63) + 'a'.repeat(64) })).toMatchObject({
      status: 403,
      code: 'tenant.too_deep',
    });
    expect(await ask(worldWith(), { tenant_id: deep(128) })).toMatchObject({
      status: 403,
      code: 'tenant.too_deep',
    });
  });

  test('depth does not matter where tenants are flat', async () => {
    expect(await ask(worldWith({ AUTH_TENANCY: 'flat' }), { tenant_id: deep(128) })).toMatchObject({
      status: 200,
    });
  });
});

describe('override headers', () => {
  test.each<[string, Headers]>([
    ['two tenants', { 'X-Tenant-ID': ['a', '_'] }],
    ['two tenants under names that differ in case', { 'X-Tenant-ID': 'a', 'x-tenant-id': '_' }],
    ['two users', { 'X-Username': ['al', 'bob'] }],
  ])('of %s are ambiguous', async (_name, headers) => {
    expect(await ask(worldWith(), { tenant_id: 'a' }, headers)).toMatchObject({
      status: 401,
      code: 'credential.ambiguous',
    });
  });

  test('that say the same twice say it once', async () => {
    expect(await ask(worldWith(), { tenant_id: 'a' }, { 'X-Tenant-ID': ['_', '_'] })).toMatchObject({
      context: { tenantId: '_' },
    });
  });

  test.each(['', ' ', 'a b', 'a,_', 'a*', 'a?', '"a"', "a'", 'a\\', 'ä', 'a\u0000', 'а'])(
    'that name %j are refused',
    async (tenant) => {
      const answer = await ask(worldWith(), { tenant_id: 'a' }, { 'X-Tenant-ID': tenant });
      expect(answer).toMatchObject({ status: 403, code: 'tenant.malformed' });
    },
  );
});

describe('an override that can not be seen', () => {
  const key = { Authorization: `ApiKey ${API_KEY}`, 'X-Tenant-ID': 'acme', 'X-Username': 'bob' };

  test.each<[string, string, object]>([
    [
      'with both headers in the cache key nothing is left to the backend',
      'header.Authorization,header.X-Tenant-ID,header.X-Username',
      { tenantId: 'acme', username: 'bob' },
    ],
    [
      'with one of them in the cache key both are left to it, for they belong together',
      'header.Authorization,header.X-Tenant-ID',
      { tenantId: '_', overrides: 'backend' },
    ],
    [
      'with none of them both are left to it',
      'header.Authorization',
      { tenantId: '_', overrides: 'backend' },
    ],
  ])('%s', async (_name, sources, context) => {
    const world = worldWith({ AUTH_IDENTITY_SOURCES: sources });
    const answer = await world.ask(REQUEST_EVENTS['rest-request'](key));
    expect(answer.status).toBe(200);
    expect(answer.context).toMatchObject(context);
    expect('overrides' in answer.context).toBe('overrides' in context);
  });

  test('leaves a TOKEN event to the backend', async () => {
    const answer = await worldWith().ask(tokenEvent(key.Authorization));
    expect(answer).toMatchObject({ status: 200, context: { tenantId: '_', overrides: 'backend' } });
  });

  test.each([
    ['an admin', { AUTH_ADMIN_TENANT: 'root' }, { tenant_id: 'root' }],
    ['a key where tenants are flat', { AUTH_TENANCY: 'flat' }, undefined],
  ])('is refused to %s, who has to name a tenant', async (_name, environment, claims) => {
    const world = worldWith({ ...environment, AUTH_IDENTITY_SOURCES: 'header.Authorization' });
    const field = claims === undefined ? key.Authorization : bearer(world, claims);
    const answer = await world.ask(REQUEST_EVENTS['http-1.0']({ ...key, Authorization: field }));
    expect(answer).toMatchObject({ status: 403, code: 'tenant.required' });
  });
});

describe('an admin', () => {
  test.each<[string, string, object]>([
    [
      'acts for the tenant that it names',
      'acme:eu',
      { status: 200, context: { tenantId: 'acme:eu', allowedTenants: 'acme:eu', actor: 's-1' } },
    ],
    ['may name itself', 'root', { status: 200, context: { tenantId: 'root', allowedTenants: 'root' } }],
    ['may not name all', '*', { status: 403, code: 'tenant.malformed' }],
    ['may not name what is no tenant', 'a::b', { status: 403, code: 'tenant.malformed' }],
    ['may not name nothing', '', { status: 403, code: 'tenant.malformed' }],
  ])('%s', async (_name, tenant, expected) => {
    const world = worldWith({ AUTH_ADMIN_TENANT: 'root' });
    expect(await ask(world, { tenant_id: 'root' }, { 'X-Tenant-ID': tenant })).toMatchObject(expected);
  });
});
