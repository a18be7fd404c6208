import { describe, expect, test } from '@jest/globals';
import { present, withSignature } from '../support/attack.ts';
import { ONE_ISSUER } from '../support/configuration.ts';
import { fullWorld, OPERATOR_KEY, operatorToken, partnerToken } from '../support/full-world.ts';
import { compact, type Members, signatureOf, signJwt } from '../support/keys.ts';
import { FakeWorld, ISSUER } from '../support/world.ts';

/** A token of the operator's over a payload that is written out. */
function signedText(payload: string): string {
  return compact({ alg: 'RS256', kid: OPERATOR_KEY.kid }, payload, (input) =>
    signatureOf(OPERATOR_KEY, input),
  );
}

const USUAL = `"iss":"${ISSUER}","aud":"https://api.example.com","exp":4000000000`;

describe('members that reach a prototype are members like any other', () => {
  test.each([
    ['__proto__ that brings a tenant', `{${USUAL},"__proto__":{"tenant_id":"acme"}}`, 'token.tenant'],
    [
      'constructor that brings a tenant',
      `{${USUAL},"constructor":{"prototype":{"tenant_id":"acme"}}}`,
      'token.tenant',
    ],
    [
      '__proto__ that brings an issuer',
      `{"aud":"x","exp":4000000000,"__proto__":{"iss":"${ISSUER}"}}`,
      'token.issuer',
    ],
    ['__proto__ that brings an end', `{"iss":"${ISSUER}","__proto__":{"exp":4000000000}}`, 'token.claims'],
    ['__proto__ that is null', `{${USUAL},"__proto__":null}`, 'token.tenant'],
    ['__proto__ that is a list', `{${USUAL},"__proto__":[]}`, 'token.tenant'],
  ])('%s', async (_name, payload, code) => {
    const world = fullWorld();
    expect(await present(world, signedText(payload))).toMatchObject({ status: 401, code });
    const probe: Members = {};
    expect(probe['tenant_id']).toBeUndefined();
    expect(await present(world, operatorToken(undefined))).toMatchObject({
      status: 401,
      code: 'token.tenant',
    });
  });

  test('beside a tenant they change nothing', async () => {
    const payload = `{${USUAL},"tenant_id":"acme","__proto__":{"tenant_id":"globex","isAdmin":true},"constructor":1}`;
    expect(await present(fullWorld(), signedText(payload))).toMatchObject({
      status: 200,
      context: { tenantId: 'acme' },
    });
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    'a claims object that is called %s is not found where it is not',
    async (claims) => {
      const world = new FakeWorld({ ...ONE_ISSUER, AUTH_JWT_CLAIMS: claims }).issuer(ISSUER, [OPERATOR_KEY]);
      expect(await present(world, operatorToken('acme'))).toMatchObject({
        status: 401,
        code: 'token.claims',
      });
    },
  );

  test.each(['__proto__', 'constructor', 'toString'])(
    'a header member called %s is harmless',
    async (name) => {
      const header = `{"alg":"RS256","kid":"operator-1","${name}":{"crit":["x"],"alg":"none"}}`;
      const payload = `{${USUAL},"tenant_id":"acme"}`;
      const token = compact(header, payload, (input) => signatureOf(OPERATOR_KEY, input));
      expect(await present(fullWorld(), token)).toMatchObject({ status: 200 });
    },
  );
});

describe('a claim that is said twice is refused, for two readers may read it in two ways', () => {
  test.each([
    ['the tenant', `{${USUAL},"tenant_id":"acme","tenant_id":"globex"}`],
    ['the tenant, once escaped', String.raw`{${USUAL},"tenant_id":"acme","tenant\u005fid":"globex"}`],
    ['the end', `{${USUAL},"exp":4000000001,"tenant_id":"acme"}`],
    ['a claim that nobody reads', `{${USUAL},"tenant_id":"acme","x":{"y":1,"y":2}}`],
  ])('%s', async (_name, payload) => {
    expect(await present(fullWorld(), signedText(payload))).toMatchObject({
      status: 401,
      code: 'token.malformed',
    });
  });
});

describe('a claim of another type is refused', () => {
  test.each<[string, Members, string]>([
    ['a tenant that is a list', { tenant_id: ['acme'] }, 'token.tenant'],
    ['a tenant that is an object', { tenant_id: { toString: 'acme' } }, 'token.tenant'],
    ['a tenant that is a number', { tenant_id: 7 }, 'token.tenant'],
    ['a tenant that is true', { tenant_id: true }, 'token.tenant'],
    ['a tenant that is null', { tenant_id: null }, 'token.tenant'],
    ['a user that is a list', { username: ['al'] }, 'token.username'],
    ['a user that is null', { username: null }, 'token.username'],
    ['a user that is the wildcard', { username: '*' }, 'token.username'],
    ['a subject that is a list', { sub: ['s'] }, 'token.claims'],
    ['a subject with a line end', { sub: 's\n{"level":"ERROR"}' }, 'token.claims'],
    ['an end that is a string', { exp: '4000000000' }, 'token.claims'],
    ['an end that is a list', { exp: [4_000_000_000] }, 'token.claims'],
    ['an end below every date', { exp: -1e300 }, 'token.claims'],
    ['a beginning above every date', { nbf: 1e300 }, 'token.claims'],
  ])('%s', async (_name, claims, code) => {
    expect(await present(fullWorld(), operatorToken('acme', { claims }))).toMatchObject({
      status: 401,
      code,
    });
  });

  test.each<[string, unknown]>([
    ['an audience that is an object', { 'https://api.example.com': true }],
    ['an audience with a list in it', [['https://api.example.com']]],
    ['an audience with null in it', ['https://api.example.com', null]],
    ['an audience that is null', null],
    ['an audience that is a number', 7],
  ])('%s', async (_name, aud) => {
    expect((await present(fullWorld(), operatorToken('acme', { claims: { aud } }))).status).toBe(401);
  });
});

describe('claims that nobody has verified', () => {
  test('get into no log line and no answer', async () => {
    const world = fullWorld();
    const canary = 'canary-of-a-claim';
    const claims = { sub: canary, tenant_id: canary, username: canary, jti: canary, scope: canary };
    const forged = withSignature(operatorToken('acme', { claims }), new Uint8Array(256));
    const answers = [
      await present(world, forged),
      await present(world, operatorToken('acme', { claims: { ...claims, exp: 1 } })),
      await present(world, operatorToken('acme', { claims: { ...claims, aud: canary } })),
      await present(world, operatorToken('acme', { claims: { ...claims, iss: canary } })),
      await present(world, operatorToken('acme', { header: { kid: canary }, claims })),
      await present(world, partnerToken(canary, { claims })),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 403]);
    expect(world.lines.join()).not.toContain(canary);
    expect(JSON.stringify(answers)).not.toContain(canary);
  });

  test('of one request do not show in the next', async () => {
    const world = fullWorld();
    await present(world, operatorToken('acme', { claims: { username: 'al', scope: 'admin' } }));
    const { context } = await present(
      world,
      signJwt(OPERATOR_KEY, {
        iss: ISSUER,
        aud: 'https://api.example.com',
        exp: 4_000_000_000,
        tenant_id: 'globex',
      }),
    );
    expect(context).toMatchObject({ tenantId: 'globex', principalId: 'globex' });
    for (const name of ['username', 'scope', 'subject', 'actor']) expect(context).not.toHaveProperty(name);
  });
});
