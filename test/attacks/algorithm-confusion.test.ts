import { constants, createPublicKey, sign } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { partsOf, present, withSignature } from '../support/attack.ts';
import { ONE_ISSUER } from '../support/configuration.ts';
import { fullWorld, OPERATOR_KEY, operatorToken } from '../support/full-world.ts';
import { compact, encode, type Members, signHs256 } from '../support/keys.ts';
import { AUDIENCE, FakeWorld, ISSUER } from '../support/world.ts';

const CLAIMS: Members = {
  iss: ISSUER,
  aud: AUDIENCE,
  exp: 4_000_000_000,
  tenant_id: 'acme',
  namespace: 'acme',
};
const unsigned = (alg: unknown) =>
  compact({ alg, typ: 'JWT', kid: OPERATOR_KEY.kid }, CLAIMS, () => Buffer.from('x'));

const publicKey = createPublicKey({ key: { ...OPERATOR_KEY.publicJwk }, format: 'jwk' });
const PEM = publicKey.export({ format: 'pem', type: 'spki' }).toString();

/** The public key in every form in which a library might take it for an HMAC secret. */
const AS_SECRET: readonly [string, string | Buffer][] = [
  ['PEM', PEM],
  ['PEM without its last line end', PEM.trimEnd()],
  ['PEM with the line ends of Windows', PEM.replaceAll('\n', '\r\n')],
  ['PEM of PKCS #1', publicKey.export({ format: 'pem', type: 'pkcs1' }).toString()],
  ['PEM after white space', `\n ${PEM}`],
  ['the lines of the PEM without its frame', PEM.split('\n').slice(1, -2).join('')],
  ['DER', publicKey.export({ format: 'der', type: 'spki' })],
  ['DER of PKCS #1', publicKey.export({ format: 'der', type: 'pkcs1' })],
  ['JWK', JSON.stringify(OPERATOR_KEY.publicJwk)],
  ['JWK with nothing but the key', JSON.stringify(publicKey.export({ format: 'jwk' }))],
  ['the modulus', Buffer.from(String(OPERATOR_KEY.publicJwk['n']), 'base64url')],
  ['the modulus as it is written', String(OPERATOR_KEY.publicJwk['n'])],
  ['the kid', OPERATOR_KEY.kid],
];

const WORLDS = [
  ['every mode', () => fullWorld()],
  ['oidc alone', () => new FakeWorld(ONE_ISSUER).issuer(ISSUER, [OPERATOR_KEY])],
] as const;

describe.each(WORLDS)('with %s', (_modes, world) => {
  test('the good token is good', async () => {
    expect(await present(world(), operatorToken('acme'))).toMatchObject({ status: 200 });
  });

  test.each(['none', 'None', 'NONE', 'nOnE', 'none ', ' none', 'n\u043ene', 'null', 'undefined', ''])(
    'CVE-2015-9235, CVE-2022-23540: the algorithm %j with a signature is refused',
    async (alg) => {
      expect(await present(world(), unsigned(alg))).toMatchObject({ status: 401, code: 'token.algorithm' });
    },
  );

  test.each(['none', 'None', 'RS256', 'HS256'])(
    'CVE-2015-9235, CVE-2022-23540: the algorithm %s without a signature is refused',
    async (alg) => {
      const { input } = partsOf(unsigned(alg));
      expect(await present(world(), `${input}.`)).toMatchObject({ status: 401, code: 'token.malformed' });
      expect(await present(world(), input)).toMatchObject({ status: 401, code: 'token.malformed' });
    },
  );

  test.each<[string, unknown]>([
    ['null', null],
    ['false', false],
    ['0', 0],
    ['a list', ['RS256', 'none']],
    ['an object', { name: 'RS256' }],
    ['missing', undefined],
  ])('an algorithm that is %s is refused', async (_name, alg) => {
    expect(await present(world(), unsigned(alg))).toMatchObject({ status: 401, code: 'token.malformed' });
  });

  test.each(AS_SECRET)(
    'CVE-2022-23541, CVE-2023-48223: HS256 with the public key as %s is refused',
    async (_name, secret) => {
      const token = signHs256(secret, CLAIMS, { kid: OPERATOR_KEY.kid });
      expect((await present(world(), token)).status).toBe(401);
    },
  );

  test.each([' ', '\t', '\r\n', '\u00a0', '\ufeff'])(
    "CVE-2026-34950: white space (%j) before a PEM or before a token's header changes nothing",
    async (space) => {
      const payload = encode(CLAIMS);
      const header = encode(`${space}${JSON.stringify({ alg: 'HS256', kid: OPERATOR_KEY.kid })}`);
      const { signature } = partsOf(signHs256(`${space}${PEM}`, CLAIMS));
      expect((await present(world(), withSignature(`${header}.${payload}.`, signature))).status).toBe(401);
      expect((await present(world(), signHs256(`${space}${PEM}`, CLAIMS))).status).toBe(401);
    },
  );

  test.each(['RS384', 'RS512', 'ES256', 'EdDSA', 'rs256', 'RS256 ', 'HS256'])(
    'CVE-2026-22817: an RS256 signature under the name %j is refused',
    async (alg) => {
      expect((await present(world(), operatorToken('acme', { header: { alg } }))).status).toBe(401);
    },
  );
});

describe('CVE-2026-22817: a key that does not say its algorithm', () => {
  const { alg: _alg, ...publicJwk } = OPERATOR_KEY.publicJwk;
  const world = () => new FakeWorld(ONE_ISSUER).issuer(ISSUER, [{ ...OPERATOR_KEY, publicJwk }]);

  test('verifies the algorithms of its type', async () => {
    expect(await present(world(), operatorToken('acme'))).toMatchObject({ status: 200 });
  });

  test.each(['HS256', 'ES256', 'EdDSA', 'none', 'RS384'])(
    'does not verify under the name %s',
    async (alg) => {
      expect((await present(world(), operatorToken('acme', { header: { alg } }))).status).toBe(401);
    },
  );

  test.each([
    ['without salt', 0],
    ['with a salt of 20 bytes', 20],
    ['with as much salt as there is room for', constants.RSA_PSS_SALTLEN_MAX_SIGN],
  ])('does not verify PS256 %s', async (_name, saltLength) => {
    const header = { alg: 'PS256', kid: OPERATOR_KEY.kid };
    const token = compact(header, CLAIMS, (input) => {
      const key = { key: OPERATOR_KEY.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
      return sign('sha256', Buffer.from(input), key);
    });
    expect(await present(world(), token)).toMatchObject({ status: 401, code: 'token.signature' });
  });

  test.each(AS_SECRET)('does not verify HS256 as %s', async (_name, secret) => {
    const token = signHs256(secret, CLAIMS, { kid: OPERATOR_KEY.kid });
    expect(await present(world(), token)).toMatchObject({ status: 401, code: 'token.algorithm' });
  });
});

describe('an empty HMAC secret', () => {
  test.each(['', '\u0000', ' ', 'null', 'undefined', 'secret'])(
    '%j signs nothing that is accepted',
    async (secret) => {
      expect(await present(fullWorld(), signHs256(secret, CLAIMS))).toMatchObject({
        status: 401,
        code: 'token.signature',
      });
    },
  );
});
