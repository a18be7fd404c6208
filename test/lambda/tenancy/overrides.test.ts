import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isDenial } from '../../../lambda/domain/denial.ts';
import type { TenantScope } from '../../../lambda/domain/scope.ts';
import { readableTenants } from '../../../lambda/domain/tenant.ts';
import { applyOverrides, type OverridingPrincipal } from '../../../lambda/tenancy/overrides.ts';

const USER: OverridingPrincipal = { mode: 'oidc', principalId: 's-1' };
const KEY: OverridingPrincipal = { mode: 'api-key', principalId: 'api-key:k' };
const NONE = { tenant: undefined, username: undefined };

const own: TenantScope = {
  tenantId: 'a:b',
  allowedTenants: ['_', 'a', 'a:b'],
  username: 'al',
  actor: undefined,
};
const all: TenantScope = { tenantId: '_', allowedTenants: '*', username: undefined, actor: undefined };

describe('an override is applied', () => {
  test.each<[string, TenantScope, object, OverridingPrincipal, Partial<TenantScope>]>([
    ['none changes nothing', own, {}, USER, own],
    [
      'the own tenant narrows to it, and keeps the user',
      own,
      { tenant: 'a:b' },
      USER,
      { allowedTenants: ['a:b'], username: 'al', actor: undefined },
    ],
    [
      'an ancestor narrows to it, and clears the user',
      own,
      { tenant: 'a' },
      USER,
      { tenantId: 'a', allowedTenants: ['a'], username: undefined, actor: 's-1' },
    ],
    [
      'the default tenant narrows to it',
      own,
      { tenant: '_' },
      USER,
      { tenantId: '_', allowedTenants: ['_'], username: undefined },
    ],
    ['the own user changes nothing', own, { username: 'al' }, USER, own],
    ['the wildcard changes nothing for who may read all', all, { tenant: '*' }, KEY, all],
    [
      'who may read all may name any tenant',
      all,
      { tenant: 'x:y' },
      KEY,
      { tenantId: 'x:y', allowedTenants: ['x:y'], actor: 'api-key:k' },
    ],
    [
      'the key may name any user',
      all,
      { username: 'bob' },
      KEY,
      { tenantId: '_', allowedTenants: '*', username: 'bob', actor: 'api-key:k' },
    ],
    ['the key may name all users', all, { username: '*' }, KEY, { username: '*', actor: 'api-key:k' }],
    [
      'the key may name tenant and user',
      all,
      { tenant: 'x', username: 'bob' },
      KEY,
      { tenantId: 'x', username: 'bob' },
    ],
    [
      'who acted before stays who acts',
      { ...own, actor: 'first' },
      { tenant: 'a' },
      USER,
      { actor: 'first' },
    ],
  ])('%s', (_name, base, overrides, principal, scope) => {
    expect(applyOverrides(base, { ...NONE, ...overrides }, principal)).toMatchObject(scope);
  });
});

describe('an override is refused', () => {
  test.each<[string, TenantScope, object, OverridingPrincipal, string]>([
    ['a tenant elsewhere', own, { tenant: 'x' }, USER, 'tenant.out_of_scope'],
    ['a child', own, { tenant: 'a:b:c' }, USER, 'tenant.out_of_scope'],
    ['a sibling', own, { tenant: 'a:c' }, USER, 'tenant.out_of_scope'],
    ['a tenant in another case', own, { tenant: 'A' }, USER, 'tenant.out_of_scope'],
    ['the wildcard, by who may not read all', own, { tenant: '*' }, USER, 'tenant.out_of_scope'],
    ['an empty tenant', own, { tenant: '' }, USER, 'tenant.malformed'],
    ['a tenant with white space', own, { tenant: 'a ' }, USER, 'tenant.malformed'],
    ['a list of tenants', own, { tenant: '_,a' }, USER, 'tenant.malformed'],
    ['an empty tenant, by who may read all', all, { tenant: '' }, KEY, 'tenant.malformed'],
    ['a list of tenants, by who may read all', all, { tenant: 'a,b' }, KEY, 'tenant.malformed'],
    ['a tenant with an empty level, by who may read all', all, { tenant: 'a::b' }, KEY, 'tenant.malformed'],
    [
      'a tenant of 257 characters, by who may read all',
      all,
      { tenant: 'a'.repeat(257) },
      KEY,
      'tenant.malformed',
    ],
    ['another user', own, { username: 'bob' }, USER, 'username.not_allowed'],
    ['all users, by a token', own, { username: '*' }, USER, 'username.not_allowed'],
    [
      'a user, by a token that has none',
      { ...own, username: undefined },
      { username: 'al' },
      USER,
      'username.not_allowed',
    ],
    ['an empty user', own, { username: '' }, USER, 'username.malformed'],
    ['a list of users, by the key', all, { username: 'al,bob' }, KEY, 'username.malformed'],
    ['a user with a line end, by the key', all, { username: 'al\n' }, KEY, 'username.malformed'],
  ])('%s', (_name, base, overrides, principal, code) => {
    expect(applyOverrides(base, { ...NONE, ...overrides }, principal)).toMatchObject({
      denied: true,
      outcome: 'forbidden',
      code,
    });
  });
});

describe('applying overrides', () => {
  const name = fc.constantFrom('_', 'a', 'a:b', 'a:c', 'b');
  const user = fc.constantFrom(undefined, 'al', 'bob', '*');
  const header = fc.option(fc.constantFrom('_', 'a', 'a:b', 'a:c', 'b', '*', '', 'x,y'), { nil: undefined });
  const overrides = fc.record({ tenant: header, username: fc.constantFrom(undefined, 'al', 'bob', '*', '') });
  const principal = fc.constantFrom(USER, KEY);
  const base = fc.oneof(
    fc.record({ tenantId: name, username: user }).map(
      ({ tenantId, username }): TenantScope => ({
        tenantId,
        allowedTenants: readableTenants(tenantId, 'nested'),
        username,
        actor: undefined,
      }),
    ),
    user.map((username): TenantScope => ({ ...all, username })),
  );

  test('that name a tenant twice is applying them once', () => {
    fc.assert(
      fc.property(base, header, principal, (scope, tenant, who) => {
        const asked = { ...NONE, tenant };
        const once = applyOverrides(scope, asked, who);
        expect(isDenial(once) ? once : applyOverrides(once, asked, who)).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });

  test('of the key twice is applying them once', () => {
    fc.assert(
      fc.property(base, overrides, (scope, asked) => {
        const once = applyOverrides(scope, asked, KEY);
        expect(isDenial(once) ? once : applyOverrides(once, asked, KEY)).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });

  test('never widens whose data may be read', () => {
    fc.assert(
      fc.property(base, overrides, principal, (scope, asked, who) => {
        const after = applyOverrides(scope, asked, who);
        if (isDenial(after) || scope.allowedTenants === '*') return;
        expect(after.allowedTenants).not.toBe('*');
        const readable = new Set(scope.allowedTenants);
        expect([after.allowedTenants].flat().filter((tenant) => !readable.has(tenant))).toEqual([]);
        expect(scope.allowedTenants).toContain(after.tenantId);
      }),
      { numRuns: 1000 },
    );
  });
});
