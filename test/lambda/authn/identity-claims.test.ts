import { describe, expect, test } from '@jest/globals';
import {
  authorityOf,
  type IdentityClaimNames,
  readIdentityClaims,
  readRoles,
  readScopes,
} from '../../../lambda/authn/identity-claims.ts';
import { parseJsonObject } from '../../../lambda/domain/json.ts';
import type { Tenancy } from '../../../lambda/domain/tenant.ts';

const TOP: IdentityClaimNames = { claims: undefined, tenantClaim: 'tenant_id', usernameClaim: 'username' };
const HELD = { ...TOP, claims: 'https://api.example.com/tenant' };

const claimsOf = (json: string) => parseJsonObject(Buffer.from(json)) ?? {};
const read = (json: string, names = TOP, tenancy: Tenancy = 'nested') =>
  readIdentityClaims(claimsOf(json), names, tenancy);
const held = (json: string) => read(`{"https://api.example.com/tenant":${json}}`, HELD);

describe('tenant and user', () => {
  test.each([
    ['at the top level', '{"tenant_id":"acme","username":"al"}', TOP, { tenant: 'acme', username: 'al' }],
    ['without a user', '{"tenant_id":"acme"}', TOP, { tenant: 'acme', username: undefined }],
    ['nested', '{"tenant_id":"a:b:c"}', TOP, { tenant: 'a:b:c', username: undefined }],
    ['the wildcard', '{"tenant_id":"*"}', TOP, { tenant: '*', username: undefined }],
    ['the default tenant', '{"tenant_id":"_"}', TOP, { tenant: '_', username: undefined }],
    [
      'held by another claim',
      '{"org":{"tenant_id":"acme"}}',
      { ...TOP, claims: 'org' },
      { tenant: 'acme', username: undefined },
    ],
    [
      'under a name with a colon',
      '{"custom:tenant_id":"acme"}',
      { ...TOP, tenantClaim: 'custom:tenant_id' },
      { tenant: 'acme', username: undefined },
    ],
    [
      'under a name with a dot, which is no path',
      '{"a.b":"acme","a":{"b":"x"}}',
      { ...TOP, tenantClaim: 'a.b' },
      { tenant: 'acme', username: undefined },
    ],
    [
      'in a claim called constructor',
      '{"constructor":{"tenant_id":"acme"}}',
      { ...TOP, claims: 'constructor' },
      { tenant: 'acme', username: undefined },
    ],
  ])('%s', (_name, json, names, identity) => {
    expect(read(json, names)).toEqual(identity);
  });

  test.each([
    ['a colon at the end', 'a:'],
    ['two colons in a row', 'a::b'],
    ['a colon at the start', ':a'],
  ])('in flat tenancy %s is a letter like any other', (_name, tenant) => {
    expect(read(JSON.stringify({ tenant_id: tenant }), TOP, 'flat')).toEqual({ tenant, username: undefined });
    expect(read(JSON.stringify({ tenant_id: tenant }), TOP, 'nested')).toMatchObject({
      code: 'token.tenant',
    });
  });

  test('in flat tenancy there is no wildcard', () => {
    expect(read('{"tenant_id":"*"}', TOP, 'flat')).toMatchObject({ code: 'token.tenant' });
  });
});

describe('a claims object is refused that is', () => {
  test.each(['null', '"acme"', '["acme"]', '7', 'true', '[{"tenant_id":"acme"}]'])('%s', (json) => {
    expect(held(json)).toMatchObject({ denied: true, code: 'token.claims' });
  });

  test('missing', () => {
    expect(read('{"tenant_id":"acme"}', HELD)).toMatchObject({ code: 'token.claims' });
  });

  test('only in the prototype', () => {
    const names = { ...TOP, claims: 'org' };
    expect(read('{"__proto__":{"org":{"tenant_id":"acme"}}}', names)).toMatchObject({ code: 'token.claims' });
  });
});

describe('a tenant is refused that is', () => {
  test.each([
    'null',
    '""',
    '7',
    '["acme"]',
    '{}',
    'true',
    '" acme"',
    '"acme "',
    '"a,b"',
    '"a*"',
    '"**"',
    '"a?"',
  ])('%s', (json) => {
    expect(held(`{"tenant_id":${json}}`)).toMatchObject({ denied: true, code: 'token.tenant' });
  });

  test.each(['{}', '{"tenant-id":"acme"}', '{"Tenant_Id":"acme"}', '{"__proto__":{"tenant_id":"acme"}}'])(
    'missing, as in %s',
    (json) => {
      expect(held(json)).toMatchObject({ denied: true, code: 'token.tenant' });
    },
  );

  test.each(['toString', 'hasOwnProperty', '__proto__', 'constructor'])(
    'looked for under %s and not there',
    (name) => {
      expect(read('{"org":{}}', { ...TOP, claims: 'org', tenantClaim: name })).toMatchObject({
        code: 'token.tenant',
      });
    },
  );
});

test.each(['toString', 'hasOwnProperty', 'constructor'])(
  'a user looked for under %s and not there is none',
  (name) => {
    const names = { ...TOP, claims: 'org', usernameClaim: name };
    expect(read('{"org":{"tenant_id":"acme"}}', names)).toEqual({ tenant: 'acme', username: undefined });
  },
);

describe('a user is refused that is', () => {
  test.each(['null', '""', '7', '[]', '"*"', '"a b"', '"a,b"', String.raw`"a\nb"`, `"${'u'.repeat(257)}"`])(
    '%s',
    (json) => {
      expect(read(`{"tenant_id":"acme","username":${json}}`)).toMatchObject({
        denied: true,
        code: 'token.username',
      });
    },
  );
});

describe('scopes', () => {
  test.each([
    ['the words of scope', '{"scope":"read  write "}', undefined, ['read', 'write']],
    ['the list scp', '{"scp":["read","write"]}', undefined, ['read', 'write']],
    ['the words of scp', '{"scp":"read write"}', undefined, ['read', 'write']],
    ['scope rather than scp', '{"scope":"read","scp":["write"]}', undefined, ['read']],
    ['an empty scope rather than scp', '{"scope":"","scp":["write"]}', undefined, []],
    ['the claim that the issuer calls so', '{"permissions":["a"],"scope":"b"}', 'permissions', ['a']],
    ['none without a claim', '{}', undefined, []],
    ['none from a number', '{"scope":7}', undefined, []],
    ['none from an object', '{"scope":{"read":true}}', undefined, []],
    ['none from a list that holds more than strings', '{"scp":["read",7]}', undefined, []],
    ['none from a prototype', '{"__proto__":{"scope":"read"}}', undefined, []],
  ])('are %s', (_name, json, claim, scopes) => {
    expect(readScopes(claimsOf(json), claim)).toEqual(scopes);
  });
});

describe('roles', () => {
  test.each([
    ['a list', '{"roles":["admin","user"]}', ['admin', 'user']],
    ['none from a string', '{"roles":"admin"}', []],
    ['none from a list of lists', '{"roles":[["admin"]]}', []],
    ['none without the claim', '{}', []],
  ])('are %s', (_name, json, roles) => {
    expect(readRoles(claimsOf(json), 'roles')).toEqual(roles);
  });
});

describe('authority', () => {
  test.each([
    ['acme', 'nested', undefined, { kind: 'own', tenant: 'acme' }],
    ['*', 'nested', undefined, { kind: 'any' }],
    ['root', 'nested', 'root', { kind: 'named', patterns: ['*'] }],
    ['root:eu', 'nested', 'root', { kind: 'own', tenant: 'root:eu' }],
    ['Root', 'flat', 'root', { kind: 'own', tenant: 'Root' }],
    ['*', 'nested', 'root', { kind: 'any' }],
  ] as const)('of %s in %s tenancy, the admin being %s', (tenant, tenancy, admin, authority) => {
    expect(authorityOf(tenant, tenancy, admin)).toEqual(authority);
  });
});
