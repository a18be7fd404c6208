import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { partsOf, present, withSignature } from '../support/attack.ts';
import { ONE_ISSUER } from '../support/configuration.ts';
import { OPERATOR_KEY } from '../support/full-world.ts';
import { ecKey, edKey, encode, rsaKey, type SigningKey, signJwt } from '../support/keys.ts';
import { AUDIENCE, FakeWorld, ISSUER } from '../support/world.ts';

const KEYS: readonly SigningKey[] = [
  OPERATOR_KEY,
  ecKey('es256'),
  ecKey('es384', 'ES384'),
  ecKey('es512', 'ES512'),
  edKey('eddsa'),
];
const CLAIMS = { iss: ISSUER, aud: AUDIENCE, exp: 4_000_000_000, tenant_id: 'acme' };
const world = new FakeWorld(ONE_ISSUER).issuer(ISSUER, KEYS);

/** The orders of the curves, big-endian: r and s may be anything but multiples of them. */
const ORDERS: Readonly<Record<string, string>> = {
  ES256: 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551',
  ES384: 'ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
  ES512:
    '01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409',
};

describe.each(KEYS.map((key) => [key.alg, key] as const))('%s', (alg, key) => {
  const token = signJwt(key, CLAIMS);
  const { signature } = partsOf(token);
  const codeOf = async (forged: Uint8Array) => (await present(world, withSignature(token, forged))).code;

  test('the good signature is good', async () => {
    expect(await present(world, token)).toMatchObject({ status: 200 });
  });

  test('CVE-2022-21449: a signature of zeroes is refused', async () => {
    expect(await codeOf(new Uint8Array(signature.length))).toBe('token.signature');
  });

  test('a signature of ones is refused', async () => {
    expect(await codeOf(new Uint8Array(signature.length).fill(0xff))).toBe('token.signature');
  });

  test.each([
    ['a single byte', Buffer.of(0)],
    ['DER: r = s = 0', Buffer.from('3006020100020100', 'hex')],
    ['DER: r = s = 1', Buffer.from('3006020101020101', 'hex')],
    ['DER: nothing in it', Buffer.from('3000', 'hex')],
    [
      'DER, filled up',
      Buffer.concat([Buffer.from('3006020100020100', 'hex'), Buffer.alloc(signature.length - 8)]),
    ],
  ])('CVE-2022-21449: %s is refused', async (_name, forged) => {
    expect(await codeOf(forged)).toBe('token.signature');
  });

  test.each([1, 2, 3, signature.length / 2, signature.length - 1])(
    '%d bytes cut off are refused',
    async (cut) => {
      expect(await codeOf(signature.subarray(0, signature.length - cut))).toBe('token.signature');
      expect(await codeOf(signature.subarray(cut))).toBe('token.signature');
    },
  );

  test.each([
    ['a zero behind', Buffer.concat([signature, Buffer.of(0)])],
    ['a zero before', Buffer.concat([Buffer.of(0), signature])],
    ['itself behind', Buffer.concat([signature, signature])],
    ['four kilobytes behind', Buffer.concat([signature, Buffer.alloc(4096)])],
  ])('the signature with %s is refused', async (_name, forged) => {
    expect(await codeOf(forged)).toBe('token.signature');
  });

  test('a flipped bit anywhere is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: signature.length * 8 - 1 }), async (bit) => {
        const forged = Buffer.from(signature);
        forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await codeOf(forged)).toBe('token.signature');
      }),
      { numRuns: 60 },
    );
  });

  test('the signature of another token is refused', async () => {
    expect(await codeOf(partsOf(signJwt(key, { ...CLAIMS, tenant_id: 'globex' })).signature)).toBe(
      'token.signature',
    );
  });

  test('the signature under another payload is refused', async () => {
    const header = token.split('.')[0] ?? '';
    const payload = encode({ ...CLAIMS, tenant_id: 'globex' });
    const forged = `${header}.${payload}.${signature.toString('base64url')}`;
    expect(await present(world, forged)).toMatchObject({ status: 401, code: 'token.signature' });
  });

  test('the signature in another spelling of base64 is refused', async () => {
    const { input } = partsOf(token);
    for (const spelling of [`${signature.toString('base64url')}=`, `${signature.toString('base64url')}==`]) {
      expect(await present(world, `${input}.${spelling}`)).toMatchObject({
        status: 401,
        code: 'token.malformed',
      });
    }
  });

  test('another key of the same algorithm is refused', async () => {
    const other =
      { RS256: () => rsaKey(key.kid), EdDSA: () => edKey(key.kid) }[alg] ?? (() => ecKey(key.kid, alg));
    expect(await present(world, signJwt(other(), CLAIMS))).toMatchObject({
      status: 401,
      code: 'token.signature',
    });
  });
});

describe.each(Object.entries(ORDERS))(
  'CVE-2022-21449: %s with r and s that no signature has',
  (alg, order) => {
    const key = KEYS.find((one) => one.alg === alg) ?? OPERATOR_KEY;
    const token = signJwt(key, CLAIMS);
    const size = partsOf(token).signature.length / 2;
    const n = Buffer.from(order, 'hex');
    const zero = Buffer.alloc(size);
    const one = Buffer.concat([Buffer.alloc(size - 1), Buffer.of(1)]);
    const r = partsOf(token).signature.subarray(0, size);
    const s = partsOf(token).signature.subarray(size);

    test.each([
      ['0, 0', zero, zero],
      ['0, 1', zero, one],
      ['1, 0', one, zero],
      ['1, 1', one, one],
      ['n, n', n, n],
      ['0, n', zero, n],
      ['r, 0', r, zero],
      ['0, s', zero, s],
      ['r, n', r, n],
      ['s, r', s, r],
    ])('(%s)', async (_name, first, second) => {
      const forged = withSignature(token, Buffer.concat([first, second]));
      expect(await present(world, forged)).toMatchObject({ status: 401, code: 'token.signature' });
    });
  },
);
