import { describe, expect, test } from '@jest/globals';
import { apiKey } from '../../../lambda/authn/api-key.ts';
import { parseApiKeys } from '../../../lambda/authn/api-keys.ts';
import { API_KEY_ARN } from '../../support/configuration.ts';
import { API_KEY } from '../../support/credentials.ts';
import { type Headers, REQUEST_EVENTS } from '../../support/events.ts';
import { FakeWorld } from '../../support/world.ts';

const OTHER = 'another-key-0123456789-0123456789-xyz';
const keys = (...entries: readonly unknown[]) => JSON.stringify({ keys: entries });
const entry = { id: 'batch', key: API_KEY };

function worldWith(versions: readonly string[], environment: Record<string, string> = {}): FakeWorld {
  return new FakeWorld({ AUTH_API_KEY_SECRET_ARN: API_KEY_ARN, ...environment }).secret(
    API_KEY_ARN,
    ...versions,
  );
}

const ask = (world: FakeWorld, headers: Headers) => world.ask(REQUEST_EVENTS['rest-request'](headers));
const withKey = (tenant?: string) => ({
  'X-API-Key': API_KEY,
  ...(tenant === undefined ? {} : { 'X-Tenant-ID': tenant }),
});

describe('an internal key', () => {
  test('acts for every tenant', async () => {
    expect(await ask(worldWith([API_KEY]), withKey())).toMatchObject({
      status: 200,
      context: {
        tenantId: '_',
        allowedTenants: '*',
        authMode: 'api-key',
        principalId: 'api-key:default',
        keyId: 'default',
      },
    });
  });

  test('is known by its id', async () => {
    expect(await ask(worldWith([keys(entry)]), withKey())).toMatchObject({
      context: { principalId: 'api-key:batch', keyId: 'batch' },
    });
  });

  test.each([
    ['another key', OTHER],
    ['a prefix of it', API_KEY.slice(0, -1)],
    ['more than it', `${API_KEY}x`],
    ['it in another case', API_KEY.toUpperCase()],
    ['it with a space behind', `${API_KEY} `],
    ['the JSON that holds it', keys(entry)],
    ['its digest', '\u0000'],
  ])('is not known by %s', async (_name, key) => {
    const answer = await ask(worldWith([API_KEY]), { 'X-API-Key': key });
    expect(answer).toMatchObject({ status: 401, code: 'api_key.unknown' });
  });

  test('may be any of the accepted versions', async () => {
    const world = worldWith([OTHER, API_KEY]);
    expect(await ask(world, { 'X-API-Key': OTHER })).toMatchObject({ status: 200 });
    expect(await ask(world, withKey())).toMatchObject({ status: 200 });
  });
});

describe('a key that is bound', () => {
  const ROWS: readonly [string, readonly string[], string | undefined, object][] = [
    [
      'to one tenant acts for it',
      ['acme'],
      undefined,
      { context: { tenantId: 'acme', allowedTenants: '_,acme' } },
    ],
    [
      'to one tenant may name it',
      ['acme'],
      'acme',
      { context: { tenantId: 'acme', allowedTenants: 'acme' } },
    ],
    ['to one tenant may name no other', ['acme'], 'globex', { code: 'tenant.out_of_scope' }],
    ['to one tenant may not name a child', ['acme'], 'acme:eu', { code: 'tenant.out_of_scope' }],
    ['to one tenant may not ask for all', ['acme'], '*', { code: 'tenant.out_of_scope' }],
    ['to several has to name one', ['acme', 'globex'], undefined, { code: 'tenant.required' }],
    [
      'to several acts for the one that it names',
      ['acme', 'globex'],
      'globex',
      { context: { tenantId: 'globex', allowedTenants: 'globex', actor: 'api-key:batch' } },
    ],
    ['to several may name no other', ['acme', 'globex'], 'initech', { code: 'tenant.out_of_scope' }],
    ['to a pattern has to name a tenant', ['acme:*'], undefined, { code: 'tenant.required' }],
    [
      'to a pattern may name a tenant below it',
      ['acme:*'],
      'acme:eu:west',
      { context: { tenantId: 'acme:eu:west' } },
    ],
    ['to a pattern may not name the tenant above', ['acme:*'], 'acme', { code: 'tenant.out_of_scope' }],
    [
      'to a pattern may not name a tenant that begins alike',
      ['acme:*'],
      'acme2',
      { code: 'tenant.out_of_scope' },
    ],
    ['to a pattern may not name the default tenant', ['acme:*'], '_', { code: 'tenant.out_of_scope' }],
    ['to a pattern may not name a pattern', ['acme:*'], 'acme:*', { code: 'tenant.malformed' }],
    ['to every tenant has to name one', ['*'], undefined, { code: 'tenant.required' }],
    [
      'to every tenant may name any',
      ['*'],
      'globex',
      { context: { tenantId: 'globex', allowedTenants: 'globex' } },
    ],
  ];

  test.each(ROWS)('%s', async (_name, tenants, named, expected) => {
    const answer = await ask(worldWith([keys({ ...entry, tenants })]), withKey(named));
    expect(answer).toMatchObject({ status: 'code' in expected ? 403 : 200, ...expected });
  });
});

const end = (world: FakeWorld) => world.clock.seconds + 60;

describe('a key that ends', () => {
  test.each([
    ['in epoch seconds', (seconds: number) => seconds],
    ['in ISO 8601', (seconds: number) => new Date(seconds * 1000).toISOString()],
  ])('%s is refused from that second on', async (_name, write) => {
    const world = worldWith([]);
    const expiresAt = end(world);
    world.secret(API_KEY_ARN, keys({ ...entry, expiresAt: write(expiresAt) }));
    expect(await ask(world, withKey())).toMatchObject({
      status: 200,
      context: { expiresAt: String(expiresAt) },
    });
    world.clock.advance(59);
    expect(await ask(world, withKey())).toMatchObject({ status: 200 });
    world.clock.advance(1);
    expect(await ask(world, withKey())).toMatchObject({ status: 401, code: 'api_key.expired' });
  });

  test('is refused in the very moment of its end', async () => {
    const now = 1_800_000_000;
    const parsed = parseApiKeys([keys({ ...entry, expiresAt: now })]);
    const strategyAt = (milliseconds: number) =>
      apiKey({
        secret: { find: async (look) => look(parsed) },
        tenancy: 'nested',
        clock: () => milliseconds,
      });
    const credential = { kind: 'api-key', key: API_KEY } as const;
    expect(await strategyAt(now * 1000 - 1).authenticate(credential)).toMatchObject({ keyId: 'batch' });
    expect(await strategyAt(now * 1000).authenticate(credential)).toMatchObject({ code: 'api_key.expired' });
  });

  test.each([
    ['has ended', { expiresAt: 1 }, { status: 401, code: 'api_key.expired' }],
    ['is bound', { tenants: ['acme'] }, { status: 200, context: { tenantId: 'acme' } }],
  ])('%s as the current version says, whatever the previous one says', async (_name, members, answer) => {
    const world = worldWith([]);
    world.secret(API_KEY_ARN, keys({ ...entry, ...members }), keys(entry));
    expect(await ask(world, withKey())).toMatchObject(answer);
  });
});

describe('a secret that can not serve', () => {
  test('is a fault when Secrets Manager is down', async () => {
    const world = new FakeWorld({ AUTH_API_KEY_SECRET_ARN: API_KEY_ARN });
    expect(await ask(world, withKey())).toMatchObject({ status: 500, code: 'secret.unavailable' });
  });

  test('is a fault when it is malformed', async () => {
    expect(await ask(worldWith(['{}']), withKey())).toMatchObject({ status: 500, code: 'secret.malformed' });
  });

  test('concerns no request without a key', async () => {
    const world = new FakeWorld({ AUTH_API_KEY_SECRET_ARN: API_KEY_ARN });
    expect(await ask(world, {})).toMatchObject({ status: 401, code: 'credential.missing' });
    expect(await ask(world, { Authorization: 'Bearer x' })).toMatchObject({ code: 'credential.unsupported' });
  });
});

describe('a key in the environment', () => {
  test('is a plain string', async () => {
    expect(await ask(new FakeWorld({ AUTH_API_KEY: API_KEY }), withKey())).toMatchObject({ status: 200 });
  });

  test.each([
    ['JSON', keys(entry)],
    ['JSON in a string', JSON.stringify(API_KEY)],
    ['a string that begins with a brace', `{${API_KEY}`],
    ['JSON, which only a secret may be', keys(entry)],
    ['JSON of another shape', JSON.stringify({ key: API_KEY })],
  ])('is a mistake of the configuration when it is %s', async (_name, value) => {
    const answer = await ask(new FakeWorld({ AUTH_API_KEY: value }), withKey());
    expect(answer).toMatchObject({ status: 500, code: 'configuration.invalid' });
  });
});
