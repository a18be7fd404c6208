import { describe, expect, test } from '@jest/globals';
import { configure, mistakesIn, ONE_ISSUER } from '../../support/configuration.ts';

const routesOf = (...rules: readonly unknown[]) => ({ ...ONE_ISSUER, AUTH_ROUTES: JSON.stringify(rules) });

describe('AUTH_ROUTES', () => {
  test.each([
    ['GET /', [{ kind: 'literal', value: '' }]],
    ['POST /accounts/{id}', [{ kind: 'literal', value: 'accounts' }, { kind: 'parameter' }]],
    ['ANY /{proxy+}', [{ kind: 'greedy' }]],
    [
      'DELETE /a.b-c_d~e/{account:id}/{rest+}',
      [{ kind: 'literal', value: 'a.b-c_d~e' }, { kind: 'parameter' }, { kind: 'greedy' }],
    ],
    ['$connect', []],
  ])('%s is a route', (route, segments) => {
    const method = route.split(' ')[0];
    expect(configure(routesOf({ route })).routes).toEqual([
      { route, method, segments, scopes: undefined, roles: undefined, modes: undefined, tenants: undefined },
    ]);
  });

  test('a rule holds conditions', () => {
    const conditions = {
      scopes: ['read'],
      roles: ['admin'],
      modes: ['api-key'],
      tenants: ['acme', 'acme:*'],
    };
    expect(configure(routesOf({ route: 'GET /pets', ...conditions })).routes).toEqual([
      expect.objectContaining(conditions),
    ]);
  });

  test('a rule for a method and one for any may stand side by side', () => {
    const rules = routesOf({ route: 'GET /pets' }, { route: 'ANY /pets' }, { route: 'GET /{pets}' });
    expect(configure(rules).routes).toHaveLength(3);
  });

  test.each([
    'GET',
    '/pets',
    'GET pets',
    'get /pets',
    'FETCH /pets',
    'GET  /pets',
    'GET /pets ',
    ' GET /pets',
    'GET /pets/',
    'GET //pets',
    'GET /{proxy+}/pets',
    'GET /pets*',
    'GET /pets/?',
    'GET /{id',
    'GET /id}',
    'GET /{}',
    'GET /{a}{b}',
    'GET /a{b}',
    'GET /pets extra',
    '$default',
    '$disconnect',
    '',
  ])('%j is none', (route) => {
    expect(mistakesIn(routesOf({ route }))).toEqual([
      expect.stringMatching(/^AUTH_ROUTES \(\d+ characters\): 0\.route must be a method and a path/),
    ]);
  });

  test.each([
    ['a member that is misspelt', { route: 'GET /', scope: ['a'] }, '0.scope is not a known member'],
    ['scopes that are no list', { route: 'GET /', scopes: 'a' }, '0.scopes must be Array'],
    ['an empty list of scopes', { route: 'GET /', scopes: [] }, '0.scopes must not be empty'],
    ['an empty list of roles', { route: 'GET /', roles: [] }, '0.roles must not be empty'],
    ['an empty list of modes', { route: 'GET /', modes: [] }, '0.modes must not be empty'],
    ['an empty list of tenants', { route: 'GET /', tenants: [] }, '0.tenants must not be empty'],
    ['a mode that there is not', { route: 'GET /', modes: ['jwt'] }, '0.modes.0 must be'],
    ['a tenant that is none', { route: 'GET /', tenants: ['a*'] }, '0.tenants.0 must be a tenant'],
    ['no route', { scopes: ['a'] }, '0.route is missing'],
    ['no rule', 'GET /', '0 must be Object'],
  ])('%s is a mistake', (_name, rule, told) => {
    expect(mistakesIn(routesOf(rule))).toEqual([expect.stringContaining(told)]);
  });

  test('an empty list is a mistake', () => {
    expect(mistakesIn(routesOf())).toEqual([expect.stringContaining('must list at least one rule')]);
  });

  test.each([
    ['the very same route', 'GET /pets', 'GET /pets'],
    ['routes that differ in the name of a variable', 'GET /pets/{id}', 'GET /pets/{name}'],
    ['greedy routes that differ in the name of the variable', 'GET /{proxy+}', 'GET /{rest+}'],
  ])('%s twice is a mistake', (_name, one, other) => {
    expect(mistakesIn(routesOf({ route: one }, { route: other }))).toEqual([
      expect.stringContaining('names a route twice'),
    ]);
  });

  test('rules are refused where the gateway caches, for the cache could not enforce them', () => {
    const environment = { ...routesOf({ route: 'GET /' }), AUTH_IDENTITY_SOURCES: 'header.Authorization' };
    expect(mistakesIn(environment)).toEqual([expect.stringContaining('remove AUTH_IDENTITY_SOURCES')]);
  });
});
