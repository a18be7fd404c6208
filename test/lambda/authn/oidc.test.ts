import { describe, expect, test } from '@jest/globals';
import { ONE_ISSUER } from '../../support/configuration.ts';
import { REQUEST_EVENTS } from '../../support/events.ts';
import { ecKey, edKey, type Members, rsaKey, type SigningKey, signJwt } from '../../support/keys.ts';
import { AUDIENCE, FakeWorld, ISSUER } from '../../support/world.ts';

const RSA = rsaKey('rs256');
const ES256 = ecKey('es256');
const KEYS: readonly SigningKey[] = [
  RSA,
  { ...RSA, alg: 'PS256', kid: 'ps256', publicJwk: { ...RSA.publicJwk, alg: 'PS256', kid: 'ps256' } },
  ES256,
  ecKey('es384', 'ES384'),
  ecKey('es512', 'ES512'),
  edKey('eddsa'),
];

const worldOf = (environment: Record<string, string> = ONE_ISSUER, keys = KEYS) =>
  new FakeWorld(environment).issuer(ISSUER, keys);

function tokenOf(world: FakeWorld, claims: Members = {}, key = ES256, header: Members = {}): string {
  const usual = { iss: ISSUER, aud: AUDIENCE, exp: world.clock.seconds + 60, tenant_id: 'acme' };
  return signJwt(key, { ...usual, ...claims }, header);
}

const askWith = (world: FakeWorld, token: string, headers: Record<string, string> = {}) =>
  world.ask(REQUEST_EVENTS['http-2.0']({ Authorization: `Bearer ${token}`, ...headers }));

describe('algorithms', () => {
  test.each(KEYS.map((key) => [key.alg, key] as const))('%s is verified', async (_alg, key) => {
    const world = worldOf();
    expect(await askWith(world, tokenOf(world, {}, key))).toMatchObject({
      status: 200,
      context: { keyId: key.kid },
    });
  });

  test.each(['RS384', 'RS512', 'PS256', 'PS384', 'PS512'])(
    '%s is verified with an RSA key that says nothing of its algorithm',
    async (alg) => {
      const key = { ...RSA, alg };
      const { alg: _alg, ...publicJwk } = key.publicJwk;
      const world = worldOf(ONE_ISSUER, [{ ...key, publicJwk }]);
      expect(await askWith(world, tokenOf(world, {}, key))).toMatchObject({ status: 200 });
    },
  );

  test.each(['ES256K', 'RS1', 'HS256', 'none', 'es256', 'ES256 ', ''])('%j is refused', async (alg) => {
    const world = worldOf();
    expect(await askWith(world, tokenOf(world, {}, ES256, { alg }))).toMatchObject({
      status: 401,
      code: 'token.algorithm',
    });
  });
});

describe('a key that the issuer has renewed under its kid', () => {
  const renewed = ecKey(ES256.kid);

  test('verifies on first sight', async () => {
    const world = worldOf();
    expect(await askWith(world, tokenOf(world))).toMatchObject({ status: 200 });
    world.issuer(ISSUER, [renewed]);
    expect(await askWith(world, tokenOf(world, {}, renewed))).toMatchObject({ status: 200 });
  });

  test('verifies nothing that its predecessor signed', async () => {
    const world = worldOf();
    const token = tokenOf(world);
    world.issuer(ISSUER, [renewed]);
    expect(await askWith(world, token)).toMatchObject({ status: 401, code: 'token.signature' });
  });

  test('is held to the same claims', async () => {
    const world = worldOf();
    await askWith(world, tokenOf(world));
    world.issuer(ISSUER, [renewed]);
    const token = tokenOf(world, { aud: 'elsewhere' }, renewed);
    expect(await askWith(world, token)).toMatchObject({ status: 401, code: 'token.audience' });
  });
});

describe('claims that the verifier checks', () => {
  test.each<[string, Members, number, string | undefined]>([
    ['the audience among others', { aud: ['x', AUDIENCE] }, 200, undefined],
    ['an audience that is an object', { aud: { a: AUDIENCE } }, 401, 'token.malformed'],
    ['an audience that is not strings alone', { aud: [AUDIENCE, 7] }, 401, 'token.malformed'],
    ['an empty list of audiences', { aud: [] }, 401, 'token.audience'],
    ['an empty audience', { aud: '' }, 401, 'token.audience'],
    ['an audience that begins alike', { aud: `${AUDIENCE}/` }, 401, 'token.audience'],
    ['an audience in another case', { aud: AUDIENCE.toUpperCase() }, 401, 'token.audience'],
    ['several audiences in one string', { aud: `x ${AUDIENCE}` }, 401, 'token.audience'],
    ['an audience that is null', { aud: null }, 401, 'token.malformed'],
  ])('%s', async (_name, claims, status, code) => {
    const world = worldOf();
    expect(await askWith(world, tokenOf(world, claims))).toMatchObject({ status, code });
  });
});

describe('the principal', () => {
  test.each<[string, Members, string]>([
    ['is the subject', { sub: 's', username: 'u' }, 's'],
    ['else the user', { username: 'u' }, 'u'],
    ['else the tenant', {}, 'acme'],
  ])('%s', async (_name, claims, principalId) => {
    const world = worldOf();
    expect(await askWith(world, tokenOf(world, claims))).toMatchObject({ context: { principalId } });
  });

  test('has the scopes and roles of the claims that its issuer calls so', async () => {
    const issuers = [{ issuer: ISSUER, audience: AUDIENCE, scopeClaim: 'permissions', rolesClaim: 'groups' }];
    const routes = [{ route: 'ANY /{proxy+}', scopes: ['read'], roles: ['admin'] }];
    const world = worldOf({ AUTH_JWT_ISSUERS: JSON.stringify(issuers), AUTH_ROUTES: JSON.stringify(routes) });
    const claims = { permissions: 'read write', groups: ['admin'] };
    expect(await askWith(world, tokenOf(world, claims))).toMatchObject({
      status: 200,
      context: { scope: 'read write' },
    });
    const usual = { scope: 'read', roles: ['admin'] };
    expect(await askWith(world, tokenOf(world, usual))).toMatchObject({ status: 403, code: 'route.scope' });
  });
});

describe('time', () => {
  test('a token ends at the edge of the tolerance, by the injected clock', async () => {
    const world = worldOf({ ...ONE_ISSUER, AUTH_CLOCK_TOLERANCE_SECONDS: '10' });
    const token = tokenOf(world, { exp: world.clock.seconds + 60 });
    world.clock.advance(69);
    expect(await askWith(world, token)).toMatchObject({ status: 200 });
    world.clock.advance(1);
    expect(await askWith(world, token)).toMatchObject({ status: 401, code: 'token.expired' });
  });

  test('a tolerance of zero is none', async () => {
    const world = worldOf({ ...ONE_ISSUER, AUTH_CLOCK_TOLERANCE_SECONDS: '0' });
    const token = tokenOf(world, { exp: world.clock.seconds + 60 });
    world.clock.advance(60);
    expect(await askWith(world, token)).toMatchObject({ status: 401, code: 'token.expired' });
  });

  test('dates out of every range are a denial, not a fault', async () => {
    const world = worldOf();
    for (const claims of [{ exp: -1e300 }, { nbf: 1e300 }, { iat: 1e300 }, { exp: 1e300 }]) {
      expect(await askWith(world, tokenOf(world, claims))).toMatchObject({
        status: 401,
        code: 'token.claims',
      });
    }
  });
});

describe('an issuer that can not be asked', () => {
  test('is a fault for a token of its own', async () => {
    const world = new FakeWorld(ONE_ISSUER);
    expect(await askWith(world, tokenOf(world))).toMatchObject({ status: 500, code: 'keys.unavailable' });
  });

  test('does not matter to a token that is refused before a key is needed', async () => {
    const world = new FakeWorld(ONE_ISSUER);
    expect(await askWith(world, tokenOf(world, { exp: 1 }))).toMatchObject({
      status: 401,
      code: 'token.expired',
    });
    expect(await askWith(world, tokenOf(world, { iss: 'https://x' }))).toMatchObject({
      status: 401,
      code: 'token.issuer',
    });
  });
});
