import { describe, expect, test } from '@jest/globals';
import { partsOf, present, withSignature } from '../support/attack.ts';
import { fullWorld, hs256Token, operatorToken } from '../support/full-world.ts';
import { encode } from '../support/keys.ts';

const ARN = 'arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/prod/GET/pets';

/** A good token, with a claim that makes it as long as can be up to a number of bytes. */
function fattest(bytes: number, sign: (claims: object) => string): string {
  const room = bytes - sign({ pad: '' }).length;
  return sign({ pad: 'x'.repeat(Math.floor((room * 3) / 4) - 2) });
}

describe.each([
  ['RS256', (claims: object) => operatorToken('acme', { claims: { ...claims } })],
  ['HS256', (claims: object) => hs256Token('acme', { claims: { ...claims } })],
] as const)('a good %s token', (_alg, sign) => {
  test('of nearly 8 KiB is accepted', async () => {
    const token = fattest(8192, sign);
    expect(token.length).toBeGreaterThan(8180);
    expect(token.length).toBeLessThanOrEqual(8192);
    expect(await present(fullWorld(), token)).toMatchObject({ status: 200 });
  });

  test.each([8200, 10_240, 1_000_000])(
    'CVE-2025-30204: of more than %d bytes is refused unread',
    async (bytes) => {
      const token = fattest(bytes + 16, sign);
      expect(token.length).toBeGreaterThan(bytes);
      expect(await present(fullWorld(), token)).toMatchObject({ status: 401, code: 'token.too_large' });
    },
  );
});

describe('what is built to take long is refused at once', () => {
  const header = encode({ alg: 'RS256', kid: 'operator-1' });
  const signature = 'A'.repeat(342);

  test.each([
    ['CVE-2025-30204: dots', '.'.repeat(8000)],
    ['dots and letters', 'a.'.repeat(4000)],
    ['nested lists', `${header}.${encode('['.repeat(5000))}.${signature}`],
    [
      'nested lists that end',
      `${header}.${encode(`{"a":${'['.repeat(2500)}${']'.repeat(2500)}}`)}.${signature}`,
    ],
    ['nested objects', `${header}.${encode(`${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`)}.${signature}`],
    ['quotes and backslashes', `${header}.${encode(`{"a":"${'\\\\'.repeat(2500)}`)}.${signature}`],
    ['a number without end', `${header}.${encode(`{"exp":${'9'.repeat(5000)}}`)}.${signature}`],
    [
      'many members',
      `${header}.${encode(`{${Array.from({ length: 700 }, (_, at) => `"${at}":0`).join()}}`)}.${signature}`,
    ],
  ])('%s', async (_name, token) => {
    expect((await present(fullWorld(), token)).status).toBe(401);
  });

  test.each([
    ['spaces', `Bearer${' '.repeat(8000)}`],
    ['letters without a space', 'a'.repeat(8000)],
    ['dashes', `a${'-'.repeat(8000)} `],
    ['line ends', `Bearer a${'\n'.repeat(8000)}`],
  ])('an Authorization field of %s', async (_name, field) => {
    const world = fullWorld();
    const answer = await world.ask({ type: 'TOKEN', authorizationToken: field, methodArn: ARN });
    expect(answer).toMatchObject({ status: 401, code: 'credential.malformed' });
  });
});

describe('CVE-2026-35041: no claim leads into a pattern that back-tracks', () => {
  test.each([
    ['a tenant of colons', { tenant_id: ':'.repeat(5000) }],
    ['a tenant of letters and a space', { tenant_id: `${'a'.repeat(5000)} ` }],
    ['a tenant of levels', { tenant_id: 'a:'.repeat(2500) }],
    ['a subject of letters and a line end', { sub: `${'a'.repeat(5000)}\n` }],
    ['a scope of spaces', { scope: ' '.repeat(5000), tenant_id: 'a b' }],
    ['a username of quotes', { username: '"'.repeat(5000) }],
  ])('%s', async (_name, claims) => {
    expect((await present(fullWorld(), operatorToken('acme', { claims }))).status).toBe(401);
  });
});

test('a signature of eight kilobytes is refused', async () => {
  const token = operatorToken('acme');
  const room = 8192 - partsOf(token).input.length - 1;
  const forged = withSignature(token, new Uint8Array(Math.floor((room * 3) / 4) - 1));
  expect(await present(fullWorld(), forged)).toMatchObject({ status: 401, code: 'token.signature' });
});
