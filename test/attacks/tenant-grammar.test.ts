import { describe, expect, test } from '@jest/globals';
import { present } from '../support/attack.ts';
import { API_KEY } from '../support/credentials.ts';
import { REQUEST_EVENTS } from '../support/events.ts';
import { fullWorld, hs256Token, operatorToken, partnerToken } from '../support/full-world.ts';
import { FakeWorld } from '../support/world.ts';

const WITH_SPACE = [
  '',
  ' ',
  'acme ',
  ' acme',
  'ac me',
  'acme\t',
  'acme\n',
  'acme\u0000',
  '\u0000acme',
  'acme\u00a0',
];
const WITH_SYNTAX = [
  'acme,globex',
  ',acme',
  'acme,',
  'acme*',
  '*acme',
  '**',
  'acme?',
  '?',
  '"acme"',
  "'acme'",
  'acme\\',
];
const WITH_EMPTY_LEVELS = ['acme::eu', ':acme', 'acme:', ':', '::', 'acme:*', '*:acme', '_:*', '_,acme'];
const BEYOND_ASCII = [
  'аcme',
  'acmé',
  'ａｃｍｅ',
  'acme\u200b',
  'acme\ufeff',
  '\u202eemca',
  'acme\u0301',
  'ſ',
  '\u212a',
  '💼',
];
const OUT_OF_SIZE = ['acme\ud800', 'a'.repeat(257), `${'a:'.repeat(128)}a`];

const NO_TENANTS = [...WITH_SPACE, ...WITH_SYNTAX, ...WITH_EMPTY_LEVELS, ...BEYOND_ASCII, ...OUT_OF_SIZE].map(
  (tenant) => [tenant.length > 40 ? `${tenant.slice(0, 4)}… (${tenant.length})` : tenant, tenant] as const,
);

describe('what is no tenant is refused, never trimmed, folded or cut', () => {
  test.each(NO_TENANTS)('%j in the claim of an OIDC token', async (_name, tenant) => {
    expect(await present(fullWorld(), operatorToken(tenant))).toMatchObject({
      status: 401,
      code: 'token.tenant',
    });
  });

  test.each(NO_TENANTS)('%j in the claim of an HS256 token', async (_name, tenant) => {
    expect(await present(fullWorld(), hs256Token(tenant))).toMatchObject({
      status: 401,
      code: 'token.tenant',
    });
  });

  test.each(NO_TENANTS)('%j in the tenant header of an internal key', async (_name, tenant) => {
    const event = REQUEST_EVENTS['rest-request']({ 'X-API-Key': API_KEY, 'X-Tenant-ID': tenant });
    expect(await fullWorld().ask(event)).toMatchObject({ status: 403, code: 'tenant.malformed' });
  });

  // A space before it belongs to the header, not to the token.
  test.each(NO_TENANTS.filter(([, tenant]) => tenant !== ' acme'))(
    '%j as a trusted token',
    async (_name, tenant) => {
      expect((await present(new FakeWorld({ AUTH_MODES: 'trusted' }), tenant)).status).toBe(401);
    },
  );
});

describe('"one hyphen, two tenants": tenants that look alike are two', () => {
  const ALIKE = [
    'acme',
    'Acme',
    'ACME',
    'ac-me',
    'ac_me',
    'ac.me',
    'acme.',
    '-acme',
    'acme-',
    'acme/',
    'acme%20',
    'acme;',
  ];

  test.each(ALIKE)('%s is itself', async (tenant) => {
    const answer = await present(fullWorld(), operatorToken(tenant));
    expect(answer).toMatchObject({
      status: 200,
      context: { tenantId: tenant, allowedTenants: `_,${tenant}` },
    });
  });

  test.each(ALIKE.filter((tenant) => tenant !== 'acme'))('acme may not act for %s', async (tenant) => {
    const answer = await present(fullWorld(), operatorToken('acme'), { 'X-Tenant-ID': tenant });
    expect(answer).toMatchObject({ status: 403, code: 'tenant.out_of_scope' });
  });

  test.each(ALIKE.filter((tenant) => tenant !== 'acme'))(
    'who speaks for acme does not speak for %s',
    async (tenant) => {
      expect(await present(fullWorld(), partnerToken(tenant))).toMatchObject({
        status: 403,
        code: 'tenant.not_of_issuer',
      });
    },
  );
});

describe('CVE-2026-32716: tenants and routes are compared by whole parts, not by how they begin', () => {
  test.each(['acme2', 'acmeeu', 'acm', 'acme-eu', 'acme.eu:x'])('%s is not below acme', async (tenant) => {
    expect(await present(fullWorld(), partnerToken(tenant))).toMatchObject({
      status: 403,
      code: 'tenant.not_of_issuer',
    });
  });

  test.each([
    ['a child', 'acme:eu', 'acme:eu:west'],
    ['a sibling', 'acme:eu', 'acme:us'],
    ['a tenant that begins alike', 'acme', 'acme:eu'],
    ['a part of a level', 'acme:eu', 'acme:e'],
  ])('%s is out of reach', async (_name, tenant, other) => {
    const answer = await present(fullWorld(), operatorToken(tenant), { 'X-Tenant-ID': other });
    expect(answer).toMatchObject({ status: 403, code: 'tenant.out_of_scope' });
  });

  test.each([
    'GET/admins',
    'GET/admin/x',
    'GET/admin/',
    'GET//admin',
    'GET/Admin',
    'GET/admin%2f',
    'GET/x/../admin',
    'POST/admin',
  ])('a rule for GET /admin does not open %s', async (resource) => {
    const world = fullWorld({ AUTH_ROUTES: '[{"route":"GET /admin"}]' });
    const event = REQUEST_EVENTS['rest-request']({ 'X-API-Key': API_KEY });
    const methodArn = event.methodArn.replace('GET/accounts/42', resource);
    expect(await world.ask({ ...event, methodArn })).toMatchObject({ status: 403, code: 'route.unknown' });
  });
});
