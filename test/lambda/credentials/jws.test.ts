import { describe, expect, test } from '@jest/globals';
import { looksLikeJws, parseJws } from '../../../lambda/credentials/jws.ts';
import { compact, encode, type Members } from '../../support/keys.ts';

const HEADER = { alg: 'RS256' };
const jws = (header: Members | string, payload: Members | string = {}, signature = 'sig') =>
  compact(header, payload, () => Buffer.from(signature));
const bytes = (...values: readonly number[]) => Buffer.from(values).toString('base64url');

describe('a well-formed JWS', () => {
  test('is taken apart, unverified', () => {
    const token = jws({ alg: 'ES256', kid: 'k1', typ: 'at+jwt', other: { a: 1 } }, { sub: 's', n: [1] });
    expect(parseJws(token)).toMatchObject({
      kind: 'jws',
      token,
      header: { alg: 'ES256', kid: 'k1', typ: 'at+jwt' },
      unverifiedPayload: { sub: 's', n: [1] },
    });
  });

  test.each([
    ['without kid and typ', HEADER, { alg: 'RS256', kid: undefined, typ: undefined }],
    ['with a kid of 256 characters', { ...HEADER, kid: 'k'.repeat(256) }, { kid: 'k'.repeat(256) }],
    ['with a kid that is a path', { ...HEADER, kid: '../../dev/null' }, { kid: '../../dev/null' }],
    ['with keys of its own, which nobody reads', { ...HEADER, jwk: {}, jku: 'x', x5u: 'y', x5c: [] }, HEADER],
    ['with an algorithm that nobody knows', { alg: 'nOnE' }, { alg: 'nOnE' }],
    ['with an empty algorithm', { alg: '' }, { alg: '' }],
  ])('%s is accepted', (_name, header, parsed) => {
    expect(parseJws(jws(header))).toMatchObject({ kind: 'jws', header: parsed });
  });

  test('has claims without a prototype', () => {
    const parsed = parseJws(jws(HEADER, '{"__proto__":{"tenant_id":"acme"}}'));
    expect(parsed).toHaveProperty('unverifiedPayload');
    expect('unverifiedPayload' in parsed ? parsed.unverifiedPayload['tenant_id'] : 'none').toBeUndefined();
  });
});

describe('a JWS is malformed', () => {
  const [header, payload, signature] = ['{"alg":"RS256"}', '{}', 'sig'].map(encode);

  test.each([
    ['with one part', `${header}`],
    ['with two parts', `${header}.${payload}`],
    ['with four parts', `${header}.${payload}.${signature}.${signature}`],
    ['with the five parts of a JWE', `${header}.${payload}.${payload}.${payload}.${signature}`],
    ['with an empty signature', `${header}.${payload}.`],
    ['with an empty payload', `${header}..${signature}`],
    ['with an empty header', `.${payload}.${signature}`],
    ['of dots alone', '..'],
    ['with padding', `${header}.${payload}.${bytes(1, 2)}=`],
    ['with padding in the header', `${encode('{"alg":"RS256" }')}==.${payload}.${signature}`],
    ['with unused bits set in the last character', `${header}.${payload}.AB`],
    ['with unused bits set in the header', `${encode('{}').replace(/0$/, '1')}.${payload}.${signature}`],
    ['with a character too many', `${header}.${payload}.AAAAA`],
    ['in the alphabet of plain base64', `${header}.${payload}.++//`],
    ['with white space in a part', `${header}.${payload}.si g`],
    ['with a line end at its end', `${header}.${payload}.${signature}\n`],
    ['with a stray character that decoders skip', `${header}.${payload}.c2*ln`],
    ['with a zero byte in a part', `${header}.${payload}.c2ln\u0000`],
    ['with a letter from another alphabet', `${header}.${payload}.с2ln`],
    ['with a header that is no JSON', jws('alg')],
    ['with a header that is a list', jws('[]')],
    ['with a header that is a string', jws('"RS256"')],
    ['with a header that is null', jws('null')],
    ['with a payload that is a list', jws(HEADER, '[{}]')],
    ['with a payload that is a number', jws(HEADER, '1')],
    ['with a byte order mark before the header', jws('\uFEFF{"alg":"RS256"}')],
    ['with a byte order mark before the payload', jws(HEADER, '\uFEFF{}')],
    [
      'with a header that is not UTF-8',
      `${bytes(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)}.e30.${signature}`,
    ],
    [
      'with a payload that is not UTF-8',
      `${header}.${bytes(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)}.${signature}`,
    ],
    ['with alg twice', jws('{"alg":"RS256","alg":"RS256"}')],
    ['with alg twice, once escaped', jws(String.raw`{"alg":"RS256","\u0061lg":"none"}`)],
    ['with a claim twice', jws(HEADER, '{"tenant_id":"a","tenant_id":"b"}')],
    ['with a claim twice, once escaped', jws(HEADER, String.raw`{"exp":1,"e\u0078p":2}`)],
    ['with a member twice within a claim', jws(HEADER, '{"org":{"id":"a","id":"b"}}')],
    ['without alg', jws({ typ: 'JWT' })],
    ['with an alg that is a list', jws({ alg: ['RS256'] })],
    ['with an alg that is null', jws('{"alg":null}')],
    ['with a kid that is a number', jws({ ...HEADER, kid: 1 })],
    ['with a kid that is null', jws('{"alg":"RS256","kid":null}')],
    ['with a kid that is an object', jws({ ...HEADER, kid: { k: 1 } })],
    ['with an empty kid', jws({ ...HEADER, kid: '' })],
    ['with a kid of 257 characters', jws({ ...HEADER, kid: 'k'.repeat(257) })],
    ['with a typ that is no string', jws({ ...HEADER, typ: 1 })],
  ])('%s', (_name, token) => {
    expect(parseJws(token)).toMatchObject({ denied: true, code: 'token.malformed' });
  });
});

describe('a critical header is refused', () => {
  test.each([
    ['an extension that nobody knows', { ...HEADER, crit: ['cnf'], cnf: {} }],
    ['a header that everybody knows', { ...HEADER, crit: ['alg'] }],
    ['an empty list', { ...HEADER, crit: [] }],
    ['no list at all', { ...HEADER, crit: 'exp' }],
    ['null', { ...HEADER, crit: null }],
    ['b64 as RFC 7797 has it', { ...HEADER, crit: ['b64'], b64: false }],
    ['b64 that crit does not name', { ...HEADER, b64: true }],
  ])('%s', (_name, header) => {
    expect(parseJws(jws(header))).toMatchObject({ denied: true, code: 'token.critical_header' });
  });

  test('crit in the payload is a claim like any other', () => {
    expect(parseJws(jws(HEADER, { crit: ['exp'], b64: false }))).toMatchObject({ kind: 'jws' });
  });
});

describe('what means to be a JWT', () => {
  test.each([
    ['a JWT', jws(HEADER)],
    ['one without its signature', `${encode('{"alg":"none"}')}.e30.`],
    ['one cut after the first dot', `${encode('{"alg":"RS256"}')}.`],
    ['one with white space before its header', jws(' \n{"alg":"none"}')],
    ['one with a damaged header', `${encode('{"alg":')}.e30.c2ln`],
    ['one with padding', `${Buffer.from('{"alg":"a"}').toString('base64')}.e30.c2ln`],
    ['one of five parts', jws(HEADER).concat('.a.b')],
  ])('%s does', (_name, token) => {
    expect(looksLikeJws(token)).toBe(true);
  });

  test.each([
    ['a name', 'acme'],
    ['a name with dots', 'acme.eu.west'],
    ['a list in the first part', `${encode('[]')}.e30.c2ln`],
    ['an opening brace that is not encoded', '{"alg":"none"}.e30.c2ln'],
    ['nothing', ''],
    ['a dot', '.'],
  ])('%s does not', (_name, token) => {
    expect(looksLikeJws(token)).toBe(false);
  });
});
