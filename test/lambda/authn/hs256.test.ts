import { describe, expect, test } from '@jest/globals';
import { parseHs256Secret } from '../../../lambda/authn/hs256-secret.ts';
import { HS256_ARN } from '../../support/configuration.ts';
import { HS256_SECRET } from '../../support/credentials.ts';
import { REQUEST_EVENTS } from '../../support/events.ts';
import { faultOf } from '../../support/faults.ts';
import { type Members, signHs256 } from '../../support/keys.ts';
import { FakeWorld } from '../../support/world.ts';

const OTHER = 'another HS256 secret of more than 32 bytes';

function worldWith(versions: readonly string[], environment: Record<string, string> = {}): FakeWorld {
  return new FakeWorld({ AUTH_HS256_SECRET_ARN: HS256_ARN, ...environment }).secret(HS256_ARN, ...versions);
}

const askWith = (world: FakeWorld, token: string, headers: Record<string, string> = {}) =>
  world.ask(REQUEST_EVENTS['http-1.0']({ Authorization: `Bearer ${token}`, ...headers }));

function tokenFor(
  world: FakeWorld,
  claims: Members = {},
  header: Members = {},
  secret = HS256_SECRET,
): string {
  return signHs256(secret, { namespace: 'acme', exp: world.clock.seconds + 60, ...claims }, header);
}

describe('an HS256 token', () => {
  test('speaks for its namespace', async () => {
    const world = worldWith([HS256_SECRET]);
    const token = tokenFor(
      world,
      { sub: 's-1', iss: 'billing', scope: 'read', roles: ['user'] },
      { kid: 'v1' },
    );
    expect(await askWith(world, token)).toMatchObject({
      status: 200,
      context: {
        tenantId: 'acme',
        authMode: 'hs256',
        principalId: 's-1',
        subject: 's-1',
        issuer: 'billing',
        scope: 'read',
        keyId: 'v1',
        expiresAt: String(world.clock.seconds + 60),
      },
    });
  });

  test('without a subject is known by its namespace', async () => {
    const world = worldWith([HS256_SECRET]);
    expect(await askWith(world, tokenFor(world))).toMatchObject({ context: { principalId: 'acme' } });
  });

  test('may be signed with any accepted version of the secret', async () => {
    const world = worldWith([OTHER, HS256_SECRET]);
    expect(await askWith(world, tokenFor(world))).toMatchObject({ status: 200 });
    expect(await askWith(world, tokenFor(world, {}, {}, OTHER))).toMatchObject({ status: 200 });
  });

  test('may name its tenant in another claim', async () => {
    const world = worldWith([HS256_SECRET], { AUTH_HS256_TENANT_CLAIM: 'tenant' });
    expect(await askWith(world, tokenFor(world, { tenant: 'globex' }))).toMatchObject({
      context: { tenantId: 'globex' },
    });
  });

  test.each<[string, Members, Members, string]>([
    ['of another type', {}, { typ: 'logout+jwt' }, 'token.type'],
    ['without exp', { exp: undefined }, {}, 'token.claims'],
    ['that has expired', { exp: 1 }, {}, 'token.expired'],
    ['that is not yet valid', { nbf: 4_000_000_000 }, {}, 'token.not_yet_valid'],
    ['without a namespace', { namespace: undefined }, {}, 'token.tenant'],
    ['with an empty namespace', { namespace: '' }, {}, 'token.tenant'],
    ['with a namespace that is a list', { namespace: ['acme'] }, {}, 'token.tenant'],
    ['under HS384', {}, { alg: 'HS384' }, 'token.algorithm'],
    ['under HS512', {}, { alg: 'HS512' }, 'token.algorithm'],
    ['under hs256', {}, { alg: 'hs256' }, 'token.algorithm'],
  ])('%s is refused', async (_name, claims, header, code) => {
    const world = worldWith([HS256_SECRET]);
    expect(await askWith(world, tokenFor(world, claims, header))).toMatchObject({ status: 401, code });
  });

  test.each([
    ['another secret', OTHER],
    ['no secret', ''],
    ['a part of the secret', HS256_SECRET.slice(0, -1)],
    ['the secret with a line end', `${HS256_SECRET}\n`],
  ])('signed with %s is refused', async (_name, secret) => {
    const world = worldWith([HS256_SECRET]);
    expect(await askWith(world, tokenFor(world, {}, {}, secret))).toMatchObject({
      status: 401,
      code: 'token.signature',
    });
  });

  test.each([
    ['cut', (token: string) => token.slice(0, -3)],
    ['lengthened', (token: string) => `${token}AAAA`],
    ['of another token', (token: string) => token.replace(/[^.]+$/, 'A'.repeat(43))],
  ])('whose signature is %s is refused', async (_name, spoil) => {
    const world = worldWith([HS256_SECRET]);
    expect(await askWith(world, spoil(tokenFor(world)))).toMatchObject({
      status: 401,
      code: 'token.signature',
    });
  });

  test('is refused at the edge of the tolerance, by the injected clock', async () => {
    const world = worldWith([HS256_SECRET], { AUTH_CLOCK_TOLERANCE_SECONDS: '10' });
    const token = tokenFor(world);
    world.clock.advance(69);
    expect(await askWith(world, token)).toMatchObject({ status: 200 });
    world.clock.advance(1);
    expect(await askWith(world, token)).toMatchObject({ status: 401, code: 'token.expired' });
  });

  test('of the admin acts for the tenant that it names, and has to name one', async () => {
    const world = worldWith([HS256_SECRET], { AUTH_ADMIN_TENANT: 'root' });
    const token = tokenFor(world, { namespace: 'root' });
    expect(await askWith(world, token)).toMatchObject({ status: 403, code: 'tenant.required' });
    expect(await askWith(world, token, { 'X-Tenant-ID': 'acme' })).toMatchObject({
      context: { tenantId: 'acme', allowedTenants: 'acme', actor: 'root' },
    });
  });
});

describe("the secret's versions", () => {
  test.each([
    ['32 bytes are long enough', ['s'.repeat(32)], 1],
    ['bytes count, not characters', ['ä'.repeat(16)], 1],
    ['several are accepted', ['s'.repeat(32), 't'.repeat(40)], 2],
    ['one that is weak is left out', ['weak', 't'.repeat(40)], 1],
  ])('%s', (_name, versions, count) => {
    expect(parseHs256Secret(versions)).toHaveLength(count);
  });

  test.each([
    ['none', []],
    ['an empty one', ['']],
    ['31 bytes', ['s'.repeat(31)]],
    [
      'a public key',
      ['-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----'],
    ],
    ['a public key of the older form', ['-----BEGIN RSA PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0\n']],
    ['a certificate', ['-----BEGIN CERTIFICATE-----\nMIIBszCCARygAwIBAgIE\n-----END CERTIFICATE-----']],
    ['a private key', ['-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIB\n-----END EC PRIVATE KEY-----']],
    ['a key with text before it', ['subject=x\n-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZI']],
  ])('%s can not serve', (_name, versions) => {
    expect(faultOf(() => parseHs256Secret(versions)).code).toBe('secret.malformed');
  });

  test.each([
    ['missing', undefined, 'secret.unavailable'],
    ['weak', 'weak', 'secret.malformed'],
  ])('a token meets a fault where they are %s', async (_name, version, code) => {
    const world = new FakeWorld({ AUTH_HS256_SECRET_ARN: HS256_ARN });
    if (version !== undefined) world.secret(HS256_ARN, version);
    expect(await askWith(world, tokenFor(world))).toMatchObject({ status: 500, code });
  });
});
