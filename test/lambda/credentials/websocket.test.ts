import { describe, expect, test } from '@jest/globals';
import { selectCredential } from '../../../lambda/credentials/select.ts';
import { parseEvent } from '../../../lambda/events/parse-event.ts';
import { configure, ONE_ISSUER } from '../../support/configuration.ts';
import { type Headers, REQUEST_EVENTS, type RequestKind } from '../../support/events.ts';

interface Connection {
  readonly kind?: RequestKind;
  readonly headers?: Headers;
  readonly query?: Readonly<Record<string, readonly string[]>>;
}

/** The credential that is found with `AUTH_WEBSOCKET_TOKEN` set to a source. */
function select(source: string, { kind = 'websocket', headers = {}, query = {} }: Connection) {
  const event = {
    ...REQUEST_EVENTS[kind](headers),
    queryStringParameters: Object.fromEntries(
      Object.entries(query).map(([name, values]) => [name, values.at(-1) ?? '']),
    ),
    multiValueQueryStringParameters: kind === 'http-2.0' ? undefined : query,
  };
  const { credentials } = configure({ ...ONE_ISSUER, AUTH_WEBSOCKET_TOKEN: source });
  return selectCredential(parseEvent(event, 'authorization'), credentials);
}

describe("a WebSocket's token in the query string", () => {
  const source = 'querystring.token';

  test.each<[string, Connection, object]>([
    ['is found', { query: { token: ['abc'] } }, { kind: 'opaque', value: 'abc' }],
    ['sent twice is one', { query: { token: ['abc', 'abc'] } }, { kind: 'opaque', value: 'abc' }],
    [
      'comes after the Authorization header',
      { headers: { Authorization: 'Bearer x' }, query: { token: ['abc'] } },
      { value: 'x' },
    ],
    ['is under its very name', { query: { Token: ['abc'] } }, { kind: 'none' }],
    ['is not looked for in a header', { headers: { token: 'abc' } }, { kind: 'none' }],
    ['may be missing', {}, { kind: 'none' }],
    ['may not be two', { query: { token: ['abc', 'def'] } }, { code: 'credential.ambiguous' }],
    ['may not be empty', { query: { token: [''] } }, { code: 'credential.malformed' }],
    [
      'may not bring a scheme of its own',
      { query: { token: ['Bearer abc'] } },
      { code: 'credential.malformed' },
    ],
    ['may not be a megabyte', { query: { token: ['a'.repeat(1_000_000)] } }, { code: 'token.too_large' }],
  ])('%s', (_name, connection, credential) => {
    expect(select(source, connection)).toMatchObject(credential);
  });

  test.each<RequestKind>(['rest-request', 'http-1.0', 'http-2.0'])(
    'is not looked for in a %s event',
    (kind) => {
      expect(select(source, { kind, query: { token: ['abc'] } })).toEqual({ kind: 'none' });
    },
  );
});

const offering = (...protocols: readonly string[]): Connection => ({
  headers: { 'Sec-WebSocket-Protocol': protocols },
});

describe("a WebSocket's token as a subprotocol", () => {
  const source = 'header.Sec-WebSocket-Protocol';
  test.each<[string, Connection, object]>([
    ['follows bearer', offering('bearer, abc'), { kind: 'opaque', value: 'abc' }],
    ['follows bearer without a space', offering('bearer,abc'), { kind: 'opaque', value: 'abc' }],
    ['may stand after others', offering('graphql-ws, bearer, abc'), { kind: 'opaque', value: 'abc' }],
    ['may stand before others', offering('bearer, abc, graphql-ws'), { kind: 'opaque', value: 'abc' }],
    ['may be missing', {}, { kind: 'none' }],
    ['is missing where there is no bearer', offering('graphql-ws, abc'), { kind: 'none' }],
    ['is missing where bearer is but a part', offering('bearers, abc'), { kind: 'none' }],
    ['may not be left out after bearer', offering('bearer'), { code: 'credential.malformed' }],
    ['may not be empty', offering('bearer, , abc'), { code: 'credential.malformed' }],
    ['may not be two', offering('bearer, abc', 'bearer, def'), { code: 'credential.ambiguous' }],
    [
      'comes after the Authorization header',
      { headers: { Authorization: 'Bearer x', 'Sec-WebSocket-Protocol': 'bearer, abc' } },
      { value: 'x' },
    ],
  ])('%s', (_name, connection, credential) => {
    expect(select(source, connection)).toMatchObject(credential);
  });
});

test('without AUTH_WEBSOCKET_TOKEN a token in either place is not seen', () => {
  const headers = { 'Sec-WebSocket-Protocol': 'bearer, abc' };
  expect(select('', { headers, query: { token: ['abc'] } })).toEqual({ kind: 'none' });
});
