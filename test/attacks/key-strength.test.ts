import { describe, expect, test } from '@jest/globals';
import { present } from '../support/attack.ts';
import { HS256_ARN, ONE_ISSUER } from '../support/configuration.ts';
import { without } from '../support/faults.ts';
import { ecKey, rsaKey, type SigningKey, signHs256, signJwt } from '../support/keys.ts';
import { AUDIENCE, FakeWorld, ISSUER } from '../support/world.ts';

const CLAIMS = { iss: ISSUER, aud: AUDIENCE, exp: 4_000_000_000, tenant_id: 'acme' };
const RSA = rsaKey('k');
const worldOf = (...keys: readonly SigningKey[]) => new FakeWorld(ONE_ISSUER).issuer(ISSUER, keys);

describe('keys that are too weak or unfit', () => {
  test.each([512, 1024, 2040])('CVE-2022-23539: an RSA key of %d bits verifies nothing', async (bits) => {
    const key = rsaKey('weak', { bits });
    expect(await present(worldOf(key), signJwt(key, CLAIMS))).toMatchObject({
      status: 401,
      code: 'token.key_unknown',
    });
  });

  test('an RSA key of 2048 bits verifies', async () => {
    expect(await present(worldOf(RSA), signJwt(RSA, CLAIMS))).toMatchObject({ status: 200 });
  });

  test('CVE-2022-23539: a key of another type under an RSA algorithm verifies nothing', async () => {
    const key = ecKey('k');
    const published = { ...key, publicJwk: without(key.publicJwk, 'alg') };
    const token = signJwt(key, CLAIMS, { alg: 'RS256' });
    expect(await present(worldOf(published), token)).toMatchObject({
      status: 401,
      code: 'token.key_unknown',
    });
  });

  test.each([
    ['ES256', 'P-384'],
    ['ES256', 'P-521'],
    ['ES384', 'P-256'],
    ['ES512', 'P-384'],
    ['ES256', 'secp256k1'],
  ])('%s with a key on %s verifies nothing', async (alg, curve) => {
    const key = { ...ecKey('k', curve), alg };
    const published = { ...key, publicJwk: without(key.publicJwk, 'alg') };
    expect(await present(worldOf(published), signJwt(key, CLAIMS))).toMatchObject({ status: 401 });
  });

  test.each<[string, object]>([
    ['for encryption', { use: 'enc' }],
    ['for signing alone', { key_ops: ['sign'] }],
    ['for encryption by its algorithm', { alg: 'RSA-OAEP-256' }],
    ['for another algorithm', { alg: 'RS512' }],
  ])('a key that is %s verifies nothing', async (_name, members) => {
    const published = { ...RSA, publicJwk: { ...RSA.publicJwk, ...members } };
    expect(await present(worldOf(published), signJwt(RSA, CLAIMS))).toMatchObject({
      status: 401,
      code: 'token.key_unknown',
    });
  });

  test('a symmetric key in the set of an issuer verifies nothing', async () => {
    const secret = Buffer.alloc(32, 'k');
    const jwk = { kty: 'oct', k: secret.toString('base64url'), kid: 'k', alg: 'HS256', use: 'sig' };
    const world = new FakeWorld(ONE_ISSUER).issuer(ISSUER, [jwk]);
    const token = signHs256(secret, CLAIMS, { kid: 'k' });
    expect(await present(world, token)).toMatchObject({ status: 401, code: 'token.algorithm' });
  });
});

describe('secrets that are too weak', () => {
  test.each([
    ['31 bytes', 's'.repeat(31)],
    ['a dictionary word', 'secret'],
    [
      'a public key',
      '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n',
    ],
  ])('of %s verify nothing, not even what was signed with them', async (_name, secret) => {
    const world = new FakeWorld({ AUTH_HS256_SECRET_ARN: HS256_ARN }).secret(HS256_ARN, secret);
    const token = signHs256(secret, { namespace: 'acme', exp: 4_000_000_000 });
    expect(await present(world, token)).toMatchObject({ status: 500, code: 'secret.malformed' });
  });
});
