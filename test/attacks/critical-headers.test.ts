import { describe, expect, test } from '@jest/globals';
import { present } from '../support/attack.ts';
import { fullWorld, hs256Token, operatorToken, partnerToken } from '../support/full-world.ts';
import { compact, type Members } from '../support/keys.ts';

const SIGNERS = [
  ['RS256', (header: Members) => operatorToken('acme', { header })],
  ['ES256', (header: Members) => partnerToken('acme', { header })],
  ['HS256', (header: Members) => hs256Token('acme', { header })],
] as const;

describe.each(SIGNERS)('a good %s signature over a header', (_alg, sign) => {
  test('that is plain is accepted', async () => {
    expect(await present(fullWorld(), sign({}))).toMatchObject({ status: 200 });
  });

  test.each<[string, Members]>([
    ['CVE-2025-59420: with a critical extension that nobody knows', { crit: ['x-bork'], 'x-bork': 1 }],
    ['CVE-2025-59420: with a critical confirmation of the sender', { crit: ['cnf'], cnf: { jkt: 'x' } }],
    ['CVE-2026-35042: with a critical extension that is not there', { crit: ['x-bork'] }],
    ['CVE-2026-35042: with an empty list of critical extensions', { crit: [] }],
    ['CVE-2026-35042: with crit that is no list', { crit: 'exp' }],
    ['CVE-2026-35042: with crit that is null', { crit: null }],
    ['with a critical header that every token has', { crit: ['alg'] }],
    ['with a critical claim', { crit: ['exp'] }],
    ['with an unencoded payload', { crit: ['b64'], b64: false }],
    ['with an unencoded payload that is not critical', { b64: false }],
    ['with b64 that is the default', { b64: true }],
  ])('%s is refused', async (_name, header) => {
    expect(await present(fullWorld(), sign(header))).toMatchObject({
      status: 401,
      code: 'token.critical_header',
    });
  });
});

test('crit is refused before a key is asked for', async () => {
  const world = fullWorld();
  await present(world, operatorToken('acme'));
  const before = world.fetched.length;
  const token = compact({ alg: 'RS256', kid: 'unknown', crit: ['x'] }, {}, () => Buffer.from('x'));
  await present(world, token);
  expect(world.fetched).toHaveLength(before);
});
