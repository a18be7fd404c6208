import { describe, expect, test } from '@jest/globals';
import { authorize } from '../../../lambda/authz/authorize.ts';
import type { Principal } from '../../../lambda/domain/principal.ts';
import type { ScopeResolution } from '../../../lambda/domain/scope.ts';
import { configure, ONE_ISSUER } from '../../support/configuration.ts';

const PRINCIPAL: Principal = {
  mode: 'oidc',
  principalId: 's',
  subject: 's',
  issuer: undefined,
  username: undefined,
  keyId: undefined,
  scopes: ['read', 'write'],
  roles: ['user'],
  unrestricted: false,
  expiresAt: undefined,
  authority: { kind: 'own', tenant: 'acme' },
  overridable: true,
};
const ROUTE = { method: 'GET', path: '/pets' };

function actingFor(tenantId: string): ScopeResolution {
  const scope = { tenantId, allowedTenants: [tenantId], username: undefined, actor: undefined };
  return { scope, overridesLeftToBackend: false };
}

function ask(conditions: object, principal: Partial<Principal> = {}, tenantId = 'acme') {
  const rules = JSON.stringify([{ route: 'GET /pets', ...conditions }]);
  const { routes } = configure({ ...ONE_ISSUER, AUTH_ROUTES: rules });
  return authorize({ ...PRINCIPAL, ...principal }, actingFor(tenantId), ROUTE, routes);
}

describe('a rule lets in', () => {
  test.each<[string, object, Partial<Principal>, string]>([
    ['everybody when it has no condition', {}, { scopes: [], roles: [] }, 'acme'],
    ['who has the scope', { scopes: ['read'] }, {}, 'acme'],
    ['who has all scopes', { scopes: ['write', 'read'] }, {}, 'acme'],
    ['who has one of the roles', { roles: ['admin', 'user'] }, {}, 'acme'],
    ['who came in one of the modes', { modes: ['api-key', 'oidc'] }, {}, 'acme'],
    ['who acts for one of the tenants', { tenants: ['globex', 'acme'] }, {}, 'acme'],
    ['who acts for a tenant below', { tenants: ['acme:*'] }, {}, 'acme:eu:west'],
    ['who acts for any tenant', { tenants: ['*'] }, {}, 'globex'],
    ['who acts for the default tenant', { tenants: ['_'] }, {}, '_'],
    [
      'the unrestricted, whatever the scopes and roles',
      { scopes: ['x'], roles: ['y'] },
      { unrestricted: true },
      'acme',
    ],
  ])('%s', (_name, conditions, principal, tenant) => {
    expect(ask(conditions, principal, tenant)).toBeUndefined();
  });
});

describe('a rule keeps out', () => {
  test.each<[string, object, Partial<Principal>, string, string]>([
    ['who lacks the scope', { scopes: ['delete'] }, {}, 'acme', 'route.scope'],
    ['who lacks one of the scopes', { scopes: ['read', 'delete'] }, {}, 'acme', 'route.scope'],
    ['who has no scope', { scopes: ['read'] }, { scopes: [] }, 'acme', 'route.scope'],
    ['whose scope only begins like it', { scopes: ['read:all'] }, {}, 'acme', 'route.scope'],
    ['whose scope is longer', { scopes: ['rea'] }, {}, 'acme', 'route.scope'],
    ['whose scope is in another case', { scopes: ['Read'] }, {}, 'acme', 'route.scope'],
    ['whose scope is a wildcard', { scopes: ['read'] }, { scopes: ['*'] }, 'acme', 'route.scope'],
    ['who has the scope as a role', { scopes: ['user'] }, {}, 'acme', 'route.scope'],
    ['who has none of the roles', { roles: ['admin', 'owner'] }, {}, 'acme', 'route.role'],
    ['who has no role', { roles: ['user'] }, { roles: [] }, 'acme', 'route.role'],
    ['who has the scope, but not the role', { scopes: ['read'], roles: ['admin'] }, {}, 'acme', 'route.role'],
    ['who came in another mode', { modes: ['api-key'] }, {}, 'acme', 'route.mode'],
    ['who acts for another tenant', { tenants: ['acme'] }, {}, 'globex', 'route.tenant'],
    ['who acts for a tenant that begins alike', { tenants: ['acme:*'] }, {}, 'acme2', 'route.tenant'],
    ['who acts for the tenant above', { tenants: ['acme:*'] }, {}, 'acme', 'route.tenant'],
    ['who acts for a tenant below', { tenants: ['acme'] }, {}, 'acme:eu', 'route.tenant'],
    [
      'the unrestricted of another mode',
      { modes: ['oidc'] },
      { unrestricted: true, mode: 'api-key' },
      'acme',
      'route.mode',
    ],
    [
      'the unrestricted of another tenant',
      { tenants: ['acme'] },
      { unrestricted: true },
      'globex',
      'route.tenant',
    ],
  ])('%s', (_name, conditions, principal, tenant, code) => {
    expect(ask(conditions, principal, tenant)).toMatchObject({ denied: true, outcome: 'forbidden', code });
  });
});

describe('without a rule', () => {
  const resolution = actingFor('acme');
  const { routes } = configure({ ...ONE_ISSUER, AUTH_ROUTES: '[{"route":"GET /pets"}]' });

  test('for any route it is enough to be authenticated', () => {
    expect(authorize(PRINCIPAL, resolution, ROUTE, undefined)).toBeUndefined();
  });

  test.each([
    ['for this route', { method: 'GET', path: '/cats' }],
    ['for a route that may not be seen', undefined],
  ])('%s it is closed, to the unrestricted as well', (_name, route) => {
    const closed = { denied: true, code: 'route.unknown' };
    expect(authorize(PRINCIPAL, resolution, route, routes)).toMatchObject(closed);
    expect(authorize({ ...PRINCIPAL, unrestricted: true }, resolution, route, routes)).toMatchObject(closed);
  });
});

/** Asks as who may choose among some tenants later. */
const askOpen = (allowedTenants: readonly string[] | '*', tenants: readonly string[]) => {
  const rules = JSON.stringify([{ route: 'GET /pets', tenants }]);
  const { routes } = configure({ ...ONE_ISSUER, AUTH_ROUTES: rules });
  const scope = { tenantId: 'acme', allowedTenants, username: undefined, actor: undefined };
  return authorize(PRINCIPAL, { scope, overridesLeftToBackend: true }, ROUTE, routes);
};

describe('while the backend may still choose another tenant, a rule about tenants lets in', () => {
  test.each<[string, readonly string[] | '*', readonly string[]]>([
    ['whose every tenant it names', ['_', 'acme'], ['acme', '_']],
    ['whose every tenant it names by a pattern', ['acme:eu', 'acme:eu:x'], ['acme:*']],
    ['who may choose any, if it names any', '*', ['acme', '*']],
  ])('%s', (_name, allowed, tenants) => {
    expect(askOpen(allowed, tenants)).toBeUndefined();
  });

  test.each<[string, readonly string[] | '*', readonly string[]]>([
    ['not who may choose one that it does not name', ['_', 'acme'], ['acme']],
    ['not who may choose any, if it names some', '*', ['acme', 'acme:*', '_']],
  ])('%s', (_name, allowed, tenants) => {
    expect(askOpen(allowed, tenants)).toMatchObject({ denied: true, code: 'route.tenant' });
  });
});
