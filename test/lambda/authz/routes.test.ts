import { describe, expect, test } from '@jest/globals';
import { API_KEY_ARN } from '../../support/configuration.ts';
import { API_KEY } from '../../support/credentials.ts';
import { REQUEST_EVENTS, REQUEST_KINDS, tokenEvent } from '../../support/events.ts';
import { FakeWorld } from '../../support/world.ts';

/** A world with one key, its rights, and one rule for the route of the fixtures. */
function worldWith(rule: object, rights: object = {}): FakeWorld {
  const routes = [
    { route: 'GET /accounts/{id}', ...rule },
    { route: '$connect', ...rule },
  ];
  const environment = { AUTH_API_KEY_SECRET_ARN: API_KEY_ARN, AUTH_ROUTES: JSON.stringify(routes) };
  return new FakeWorld(environment).secret(
    API_KEY_ARN,
    JSON.stringify({ keys: [{ id: 'k', key: API_KEY, ...rights }] }),
  );
}

const KEY = { 'X-API-Key': API_KEY };

describe.each(REQUEST_KINDS)('a %s request', (kind) => {
  const ask = (world: FakeWorld, headers: Record<string, string> = {}) =>
    world.ask(REQUEST_EVENTS[kind]({ ...KEY, ...headers }));

  test('with an internal key has full access', async () => {
    expect(await ask(worldWith({ scopes: ['x'], roles: ['y'] }))).toMatchObject({ status: 200 });
  });

  test.each<[string, object, object, string | undefined]>([
    ['scopes of its own has these', { scopes: ['read'] }, { scopes: ['read'] }, undefined],
    ['scopes of its own has these alone', { scopes: ['write'] }, { scopes: ['read'] }, 'route.scope'],
    ['no scope has none', { scopes: ['write'] }, { scopes: [] }, 'route.scope'],
    ['scopes of its own has no role', { roles: ['admin'] }, { scopes: ['read'] }, 'route.role'],
    ['roles of its own has these', { roles: ['admin'] }, { roles: ['admin'] }, undefined],
    ['roles of its own has these alone', { roles: ['admin'] }, { roles: ['user'] }, 'route.role'],
  ])('with a key that lists %s', async (_name, rule, rights, code) => {
    expect(await ask(worldWith(rule, rights))).toMatchObject({
      status: code === undefined ? 200 : 403,
      code,
    });
  });

  test('is judged by the tenant that it acts for, not by its own', async () => {
    const world = worldWith({ tenants: ['acme', 'acme:*'] });
    expect(await ask(world)).toMatchObject({ status: 403, code: 'route.tenant' });
    expect(await ask(world, { 'X-Tenant-ID': 'acme:eu' })).toMatchObject({ status: 200 });
    expect(await ask(world, { 'X-Tenant-ID': 'globex' })).toMatchObject({
      status: 403,
      code: 'route.tenant',
    });
  });
});

describe('a TOKEN request', () => {
  test('is judged by its route like any other', async () => {
    const event = tokenEvent(`ApiKey ${API_KEY}`);
    expect(await worldWith({}).ask(event)).toMatchObject({ status: 200 });
    const methodArn = event.methodArn.replace('/GET/', '/POST/');
    expect(await worldWith({}).ask({ ...event, methodArn })).toMatchObject({
      status: 403,
      code: 'route.unknown',
    });
  });

  test('is not let through a rule about tenants that the backend may still leave', async () => {
    const event = tokenEvent(`ApiKey ${API_KEY}`);
    expect(await worldWith({ tenants: ['_'] }).ask(event)).toMatchObject({
      status: 403,
      code: 'route.tenant',
    });
    expect(await worldWith({ tenants: ['*'] }).ask(event)).toMatchObject({ status: 200 });
  });
});
