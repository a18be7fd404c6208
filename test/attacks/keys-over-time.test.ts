import { beforeEach, describe, expect, test } from '@jest/globals';
import { present, withSignature } from '../support/attack.ts';
import { ONE_ISSUER } from '../support/configuration.ts';
import { operatorToken } from '../support/full-world.ts';
import { ecKey } from '../support/keys.ts';
import { FakeWorld, ISSUER } from '../support/world.ts';

const FIRST = ecKey('first');
const SECOND = ecKey('second');
const LIFETIMES = { AUTH_JWKS_TTL_SECONDS: '300', AUTH_JWKS_MAX_STALE_SECONDS: '3600' };

let world = new FakeWorld({});
beforeEach(() => {
  world = new FakeWorld({ ...ONE_ISSUER, ...LIFETIMES }).issuer(ISSUER, [FIRST]);
});

const good = (claims: object = {}) => operatorToken('acme', { key: FIRST, claims: { ...claims } });
const fetches = () => world.fetched.filter((url) => url.endsWith('/jwks')).length;

const bogus = (number: number) => operatorToken('acme', { key: FIRST, header: { kid: `bogus-${number}` } });

describe('a flood of kids that nobody has', () => {
  test('CVE-2026-48524: evicts no good key', async () => {
    for (let number = 0; number < 100; number += 1) {
      expect(await present(world, bogus(number))).toMatchObject({ status: 401, code: 'token.key_unknown' });
    }
    expect(await present(world, good())).toMatchObject({ status: 200 });
  });

  test('CVE-2026-48524: costs the issuer one fetch per cool-down', async () => {
    await present(world, good());
    const before = fetches();
    await Promise.all(Array.from({ length: 50 }, (_, number) => present(world, bogus(number))));
    for (let number = 0; number < 50; number += 1) await present(world, bogus(number));
    expect(fetches() - before).toBe(1);
    world.clock.advance(10);
    await Promise.all(Array.from({ length: 50 }, (_, number) => present(world, bogus(number))));
    expect(fetches() - before).toBe(2);
  });

  test('keeps a key that was rotated in out for no longer than the cool-down', async () => {
    await present(world, good());
    await present(world, bogus(0));
    world.issuer(ISSUER, [FIRST, SECOND]);
    const token = operatorToken('acme', { key: SECOND });
    for (let second = 0; second < 10; second += 1) {
      expect(await present(world, bogus(second))).toMatchObject({ status: 401 });
      world.clock.advance(1);
    }
    expect(await present(world, token)).toMatchObject({ status: 200 });
  });

  test('of signatures that no key made costs one fetch per cool-down, too', async () => {
    await present(world, good());
    const before = fetches();
    for (let number = 0; number < 50; number += 1) {
      const forged = withSignature(good({ jti: String(number) }), new Uint8Array(64).fill(1));
      expect(await present(world, forged)).toMatchObject({ status: 401, code: 'token.signature' });
    }
    expect(fetches() - before).toBe(1);
  });
});

describe('a key that the issuer has taken away', () => {
  test('is good for no longer than the time to live', async () => {
    const token = good();
    expect(await present(world, token)).toMatchObject({ status: 200 });
    world.issuer(ISSUER, [SECOND]);
    world.clock.advance(300);
    expect(await present(world, token)).toMatchObject({ status: 401, code: 'token.key_unknown' });
  });

  test('is good no more as soon as the set is read again for another reason', async () => {
    const token = good();
    await present(world, token);
    world.issuer(ISSUER, [SECOND]);
    expect(await present(world, operatorToken('acme', { key: SECOND }))).toMatchObject({ status: 200 });
    expect(await present(world, token)).toMatchObject({ status: 401, code: 'token.key_unknown' });
  });

  test('and replaced under its own kid is good no more, either', async () => {
    const token = good();
    await present(world, token);
    const renewed = { ...ecKey('first') };
    world.issuer(ISSUER, [renewed]);
    expect(await present(world, operatorToken('acme', { key: renewed }))).toMatchObject({ status: 200 });
    expect(await present(world, token)).toMatchObject({ status: 401, code: 'token.signature' });
  });
});

describe('CVE-2026-35039: a token that was good before is remembered as itself alone', () => {
  test('not as another tenant', async () => {
    await present(world, good());
    const other = operatorToken('globex', { key: FIRST });
    const forged = `${other.slice(0, other.lastIndexOf('.'))}${good().slice(good().lastIndexOf('.'))}`;
    expect(await present(world, forged)).toMatchObject({ status: 401, code: 'token.signature' });
  });

  test('not with another signature', async () => {
    const token = good();
    await present(world, token);
    expect(await present(world, withSignature(token, new Uint8Array(64)))).toMatchObject({ status: 401 });
    expect(await present(world, `${token.slice(0, -1)}${token.endsWith('A') ? 'Q' : 'A'}`)).toMatchObject({
      status: 401,
    });
  });

  test('not beyond its end', async () => {
    const token = good({ exp: world.clock.seconds + 60 });
    expect(await present(world, token)).toMatchObject({ status: 200 });
    world.clock.advance(64);
    expect(await present(world, token)).toMatchObject({ status: 200 });
    world.clock.advance(1);
    expect(await present(world, token)).toMatchObject({ status: 401, code: 'token.expired' });
  });

  test('not when the header that came with it has changed', async () => {
    const token = good();
    await present(world, token);
    expect(await present(world, token, { 'X-Tenant-ID': 'globex' })).toMatchObject({ status: 403 });
    expect((await present(world, token, { 'X-Tenant-ID': '_' })).context).toMatchObject({ tenantId: '_' });
    expect((await present(world, token)).context).toMatchObject({ tenantId: 'acme' });
  });

  test('not by an issuer that it was not meant for', async () => {
    const other = 'https://other.example/';
    const entry = { audience: 'https://api.example.com' };
    const issuers = [
      { ...entry, issuer: ISSUER },
      { ...entry, issuer: other, tenants: ['globex'] },
    ];
    const shared = new FakeWorld({ AUTH_JWT_ISSUERS: JSON.stringify(issuers) })
      .issuer(ISSUER, [FIRST])
      .issuer(other, [FIRST]);
    expect(await present(shared, good())).toMatchObject({ status: 200 });
    expect(await present(shared, good({ iss: other }))).toMatchObject({
      status: 403,
      code: 'tenant.not_of_issuer',
    });
  });

  test('however many good ones there were', async () => {
    for (let number = 0; number < 1010; number += 1) {
      expect(await present(world, good({ jti: String(number) }))).toMatchObject({ status: 200 });
    }
    expect(await present(world, withSignature(good({ jti: '0' }), new Uint8Array(64)))).toMatchObject({
      status: 401,
    });
    expect(await present(world, good({ jti: '0' }))).toMatchObject({ status: 200 });
  });
});
