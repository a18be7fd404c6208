import { describe, expect, test } from '@jest/globals';
import { MAX_TOKEN_BYTES } from '../../../lambda/credentials/jws.ts';
import { selectCredential } from '../../../lambda/credentials/select.ts';
import type { CredentialSettings } from '../../../lambda/config/configuration.ts';
import { parseEvent } from '../../../lambda/events/parse-event.ts';
import { type Headers, REQUEST_EVENTS } from '../../support/events.ts';
import { compact, encode } from '../../support/keys.ts';

const KEYS_AND_TOKENS: CredentialSettings = {
  apiKeyHeader: 'x-api-key',
  authorizationHeaders: ['authorization'],
  webSocketTokenSource: undefined,
};
const TOKENS: CredentialSettings = { ...KEYS_AND_TOKENS, apiKeyHeader: undefined };
const AMALGAM8: CredentialSettings = { ...TOKENS, authorizationHeaders: ['authorization', 'authentication'] };

const JWT = compact({ alg: 'RS256' }, {}, () => Buffer.from('signature'));

function select(headers: Headers, settings = KEYS_AND_TOKENS) {
  return selectCredential(parseEvent(REQUEST_EVENTS['rest-request'](headers), 'authorization'), settings);
}

describe('the one credential', () => {
  test.each<[string, Headers, object]>([
    ['there is none', {}, { kind: 'none' }],
    ['a key in the key header', { 'X-API-Key': 'k' }, { kind: 'api-key', key: 'k' }],
    ['a key in the Authorization header', { Authorization: 'ApiKey k' }, { kind: 'api-key', key: 'k' }],
    ['the scheme of a key in any case', { Authorization: 'APIKEY k' }, { kind: 'api-key', key: 'k' }],
    ['a JWT', { Authorization: `Bearer ${JWT}` }, { kind: 'jws', token: JWT }],
    ['a string that is no JWT', { Authorization: 'bearer acme' }, { kind: 'opaque', value: 'acme' }],
    [
      'the key header beside a JWT',
      { 'X-API-Key': 'k', Authorization: `Bearer ${JWT}` },
      { kind: 'api-key', key: 'k' },
    ],
    [
      'the key header beside a damaged JWT',
      { 'X-API-Key': 'k', Authorization: 'Bearer a b' },
      { kind: 'api-key' },
    ],
    [
      'the key header beside another scheme',
      { 'X-API-Key': 'k', Authorization: 'Basic x' },
      { kind: 'api-key' },
    ],
    [
      'one key in both headers',
      { 'X-API-Key': 'k', Authorization: 'ApiKey k' },
      { kind: 'api-key', key: 'k' },
    ],
    ['one key sent twice', { 'X-API-Key': ['k', 'k'] }, { kind: 'api-key', key: 'k' }],
    ['one token sent twice', { Authorization: [`Bearer ${JWT}`, `Bearer ${JWT}`] }, { kind: 'jws' }],
  ])('%s', (_name, headers, credential) => {
    expect(select(headers)).toMatchObject(credential);
  });

  test.each<[string, Headers, string]>([
    ['two keys', { 'X-API-Key': ['k', 'l'] }, 'credential.ambiguous'],
    [
      'two keys under names that differ in case',
      { 'X-API-Key': 'k', 'x-api-key': 'l' },
      'credential.ambiguous',
    ],
    ['another key in each header', { 'X-API-Key': 'k', Authorization: 'ApiKey l' }, 'credential.ambiguous'],
    ['an empty key beside a key', { 'X-API-Key': '', Authorization: 'ApiKey l' }, 'credential.ambiguous'],
    ['two tokens', { Authorization: [`Bearer ${JWT}`, 'Bearer acme'] }, 'credential.ambiguous'],
    [
      'two tokens beside a key',
      { 'X-API-Key': 'k', Authorization: ['Bearer a', 'Bearer b'] },
      'credential.ambiguous',
    ],
    ['an empty key header', { 'X-API-Key': '' }, 'credential.malformed'],
    [
      'an empty key header beside a JWT',
      { 'X-API-Key': '', Authorization: `Bearer ${JWT}` },
      'credential.malformed',
    ],
    ['the scheme of a key without a key', { Authorization: 'ApiKey' }, 'credential.malformed'],
    ['the scheme of a key with two', { Authorization: 'ApiKey k l' }, 'credential.malformed'],
    ['an empty Authorization header', { Authorization: '' }, 'credential.malformed'],
    ['a token without a scheme', { Authorization: JWT }, 'credential.malformed'],
    ['another scheme', { Authorization: 'Basic dXNlcjpwYXNz' }, 'credential.malformed'],
    ['a JWT of two parts', { Authorization: `Bearer ${encode('{"alg":"none"}')}.e30` }, 'token.malformed'],
  ])('%s is refused', (_name, headers, code) => {
    expect(select(headers)).toMatchObject({ denied: true, outcome: 'unauthenticated', code });
  });

  test('a key means nothing where keys are not configured', () => {
    expect(select({ 'X-API-Key': 'k' }, TOKENS)).toEqual({ kind: 'none' });
    expect(select({ 'X-API-Key': 'k', Authorization: 'Bearer acme' }, TOKENS)).toMatchObject({
      kind: 'opaque',
    });
    expect(select({ Authorization: 'ApiKey k' }, TOKENS)).toMatchObject({ code: 'credential.malformed' });
  });

  test.each<[string, Headers, object]>([
    ['Authentication alone serves', { Authentication: 'Bearer b' }, { kind: 'opaque', value: 'b' }],
    ['Authorization comes first', { Authorization: 'Bearer a', Authentication: 'Bearer b' }, { value: 'a' }],
    [
      'a damaged Authorization is final',
      { Authorization: 'x', Authentication: 'Bearer b' },
      { code: 'credential.malformed' },
    ],
    [
      'two of Authentication are refused',
      { Authentication: ['Bearer a', 'Bearer b'] },
      { code: 'credential.ambiguous' },
    ],
  ])('where two headers may hold the token, %s', (_name, headers, credential) => {
    expect(select(headers, AMALGAM8)).toMatchObject(credential);
  });
});

/** A JWS whose signature fills it up to a number of bytes. */
function jwsOf(size: number): string {
  const start = `${encode('{"alg":"ES256"}')}.e30.`;
  return start + 'A'.repeat(size - start.length);
}

describe('the size of a token', () => {
  test.each([
    ['a JWS', jwsOf(MAX_TOKEN_BYTES), 'jws'],
    ['another string', 'a'.repeat(MAX_TOKEN_BYTES), 'opaque'],
  ])('%s of 8192 bytes is read', (_name, token, kind) => {
    expect(token).toHaveLength(8192);
    expect(select({ Authorization: `Bearer ${token}` })).toMatchObject({ kind });
  });

  test.each([
    ['a JWS of one byte more', `Bearer ${jwsOf(MAX_TOKEN_BYTES + 1)}`],
    ['another string of one byte more', `Bearer ${'a'.repeat(MAX_TOKEN_BYTES + 1)}`],
    ['fewer characters, but more bytes', `Bearer ${'ä'.repeat(MAX_TOKEN_BYTES / 2)}a`],
    ['spaces without end', `Bearer ${' '.repeat(MAX_TOKEN_BYTES)}a`],
    ['a megabyte', `Bearer ${'a'.repeat(1_000_000)}`],
    ['a megabyte of dots', `Bearer ${'.'.repeat(1_000_000)}`],
    ['a megabyte under another scheme', `Basic ${'a'.repeat(1_000_000)}`],
  ])('%s is refused unread', (_name, field) => {
    expect(select({ Authorization: field })).toMatchObject({ denied: true, code: 'token.too_large' });
  });
});
