import { describe, expect, test } from '@jest/globals';
import { present } from '../support/attack.ts';
import { fullWorld, OPERATOR_KEY, operatorToken, PARTNER, partnerToken } from '../support/full-world.ts';
import { ecKey } from '../support/keys.ts';
import { FakeWorld, ISSUER } from '../support/world.ts';

const PARTNER_KEY = ecKey('partner-1');

/** Two issuers whose keys bear one kid. */
function twins(...settings: readonly object[]): FakeWorld {
  const [operator = {}, partner = {}] = settings;
  const issuers = [
    { issuer: ISSUER, audience: ['https://api.example.com'], ...operator },
    { issuer: PARTNER, audience: ['https://api.example.com'], ...partner },
  ];
  return new FakeWorld({ AUTH_JWT_ISSUERS: JSON.stringify(issuers) });
}

describe('the keys of one issuer verify no token of another', () => {
  test('each verifies its own', async () => {
    expect(await present(fullWorld(), operatorToken('acme'))).toMatchObject({ status: 200 });
    expect(await present(fullWorld(), partnerToken('acme'))).toMatchObject({ status: 200 });
  });

  test("CVE-2025-59936: not under the issuer's own kid", async () => {
    const token = partnerToken('acme', { key: OPERATOR_KEY });
    expect(await present(fullWorld(), token)).toMatchObject({ status: 401, code: 'token.key_unknown' });
  });

  test('CVE-2025-59936: not under a kid that both have', async () => {
    const [one, other] = [ecKey('shared'), ecKey('shared')];
    const world = twins().issuer(ISSUER, [one]).issuer(PARTNER, [other]);
    const claims = { aud: 'https://api.example.com', tenant_id: 'acme' };
    expect(await present(world, operatorToken('acme', { key: one }))).toMatchObject({ status: 200 });
    expect(await present(world, partnerToken('acme', { key: other, claims }))).toMatchObject({ status: 200 });
    expect(await present(world, operatorToken('acme', { key: other }))).toMatchObject({
      code: 'token.signature',
    });
    expect(await present(world, partnerToken('acme', { key: one, claims }))).toMatchObject({
      code: 'token.signature',
    });
  });

  test('CVE-2025-59936: not after they were fetched for the other', async () => {
    const world = fullWorld();
    await present(world, partnerToken('acme'));
    const token = operatorToken('acme', { key: PARTNER_KEY });
    expect(await present(world, token)).toMatchObject({ status: 401, code: 'token.key_unknown' });
  });

  test('one issuer that is down does not concern the other', async () => {
    const world = twins().issuer(ISSUER, [OPERATOR_KEY]);
    expect(await present(world, operatorToken('acme'))).toMatchObject({ status: 200 });
    expect(await present(world, partnerToken('acme'))).toMatchObject({
      status: 500,
      code: 'keys.unavailable',
    });
  });

  test('each is held to its own audience, algorithms and tenants', async () => {
    const world = twins(
      { algorithms: ['RS256'] },
      { audience: ['https://partner.example'], algorithms: ['ES256'], tenants: ['acme'] },
    )
      .issuer(ISSUER, [OPERATOR_KEY, PARTNER_KEY])
      .issuer(PARTNER, [PARTNER_KEY]);
    const claims = { tenant_id: 'globex' };
    expect(await present(world, operatorToken('acme', { key: PARTNER_KEY }))).toMatchObject({
      code: 'token.algorithm',
    });
    expect(await present(world, partnerToken('acme', { key: PARTNER_KEY, claims }))).toMatchObject({
      code: 'tenant.not_of_issuer',
    });
    const elsewhere = { aud: 'https://api.example.com', tenant_id: 'acme' };
    expect(await present(world, partnerToken('acme', { key: PARTNER_KEY, claims: elsewhere }))).toMatchObject(
      { code: 'token.audience' },
    );
  });
});

describe('the issuer that a token names', () => {
  test.each<[string, unknown]>([
    ['CVE-2025-30144: a list with the trusted one in it', [ISSUER]],
    ['CVE-2025-30144: a list of the attacker and the trusted one', ['https://evil.example', ISSUER]],
    ['an object', { [ISSUER]: true }],
    ['an object that reads like it', { toString: ISSUER }],
    ['null', null],
    ['a number', 7],
    ['missing', undefined],
    ['empty', ''],
    ['without its trailing slash', ISSUER.slice(0, -1)],
    ['with two trailing slashes', `${ISSUER}/`],
    ['in another case', ISSUER.toUpperCase()],
    ['with its default port', 'https://idp.example.com:443/'],
    ['under http', 'http://idp.example.com/'],
    ['with white space', ` ${ISSUER}`],
    ['with a zero byte', `${ISSUER}\u0000`],
    ['with a user', 'https://idp.example.com@evil.example/'],
    ['below it', `${ISSUER}tenant`],
    ['a name of the prototype', '__proto__'],
    ['a method of the prototype', 'constructor'],
  ])('%s is refused', async (_name, iss) => {
    expect(await present(fullWorld(), operatorToken('acme', { claims: { iss } }))).toMatchObject({
      status: 401,
      code: 'token.issuer',
    });
  });

  test.each([
    'https://evil.example',
    'https://idp.example.com/../evil',
    'http://169.254.169.254/latest',
    'file:///etc',
  ])('CVE-2026-32301: %s is never asked for keys', async (iss) => {
    const world = fullWorld();
    const evil = ecKey('evil');
    world.issuer(iss, [evil]);
    const answer = await present(world, operatorToken('acme', { claims: { iss }, key: evil }));
    expect(answer).toMatchObject({ status: 401, code: 'token.issuer' });
    const hosts = new Set(world.fetched.map((url) => new URL(url).origin));
    expect(hosts).toEqual(new Set(['https://idp.example.com', 'https://partner.example']));
  });
});
