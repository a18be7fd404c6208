import { describe, expect, test } from '@jest/globals';
import { parseEvent } from '../../../lambda/events/parse-event.ts';
import http20 from '../../fixtures/events/http-2.0.json';
import restRequest from '../../fixtures/events/rest-request.json';
import { API_KEY } from '../../support/credentials.ts';
import { PLAIN_KEY } from '../../support/configuration.ts';
import { REQUEST_EVENTS } from '../../support/events.ts';
import { FakeWorld } from '../../support/world.ts';

function headersOf(headers: unknown, multiValueHeaders: unknown): Record<string, readonly string[]> {
  const request = parseEvent({ ...restRequest, headers, multiValueHeaders }, 'authorization');
  return Object.fromEntries(request.headers);
}

describe('headers', () => {
  test.each([
    ['are known in lower case', { 'X-API-KEY': 'k' }, null, { 'x-api-key': ['k'] }],
    ['come from the repeated ones alone, too', null, { 'X-A': ['1'] }, { 'x-a': ['1'] }],
    ['said in both maps are one', { 'X-A': '1' }, { 'X-A': ['1'] }, { 'x-a': ['1'] }],
    ['repeated with one value are one', { 'X-A': '1' }, { 'X-A': ['1', '1'] }, { 'x-a': ['1'] }],
    [
      'repeated with several values keep them all',
      { 'X-A': '2' },
      { 'X-A': ['1', '2'] },
      { 'x-a': ['1', '2'] },
    ],
    [
      'joined in one map and listed in the other are the list',
      { 'x-a': '1,2' },
      { 'x-a': ['1', '2'] },
      { 'x-a': ['1', '2'] },
    ],
    [
      'that the maps contradict each other about keep both',
      { 'X-A': '3' },
      { 'X-A': ['1'] },
      { 'x-a': ['1', '3'] },
    ],
    ['that differ in case are one header', { 'X-A': '1', 'x-a': '2' }, null, { 'x-a': ['1', '2'] }],
    [
      'that differ in case across the maps are one header',
      { 'x-a': '1' },
      { 'X-A': ['2'] },
      { 'x-a': ['2', '1'] },
    ],
    ['may be empty', { 'X-A': '' }, { 'X-A': [''] }, { 'x-a': [''] }],
    ['keep their white space', { 'X-A': ' 1 ' }, null, { 'x-a': [' 1 '] }],
  ])('%s', (_name, single, multiple, is) => {
    expect(headersOf(single, multiple)).toEqual(is);
  });

  test('a name that differs by more than case is another header', () => {
    expect(headersOf({ x_api_key: '1', 'X-API-Key ': '2', 'X‑API‑Key': '3' }, null)).not.toHaveProperty(
      'x-api-key',
    );
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'a header named %s does no harm',
    async (name) => {
      const hostile = `{"${name}":"x","X-API-Key":"${API_KEY}"}`;
      const hostileLists = `{"${name}":["x"],"X-API-Key":["${API_KEY}"]}`;
      const event = {
        ...restRequest,
        headers: JSON.parse(hostile),
        multiValueHeaders: JSON.parse(hostileLists),
        queryStringParameters: JSON.parse(hostile),
      };
      const world = new FakeWorld(PLAIN_KEY);
      expect(await world.ask(event)).toMatchObject({ status: 200, context: { tenantId: '_' } });
      expect(await world.ask(restRequest)).toMatchObject({ status: 401, code: 'credential.missing' });
    },
  );
});

describe('query parameters', () => {
  test('are case-sensitive, and keep every value', () => {
    const event = {
      ...restRequest,
      queryStringParameters: { token: 'b', Token: 'c' },
      multiValueQueryStringParameters: { token: ['a', 'b'], Token: ['c'] },
    };
    expect(Object.fromEntries(parseEvent(event, 'authorization').query)).toEqual({
      token: ['a', 'b'],
      Token: ['c'],
    });
  });

  test('of HTTP 2.0 are single values', () => {
    const event = { ...http20, queryStringParameters: { token: 'a,b' } };
    expect(Object.fromEntries(parseEvent(event, 'authorization').query)).toEqual({ token: ['a,b'] });
  });
});

describe('the case of the key header', () => {
  test.each(['X-API-Key', 'x-api-key', 'X-Api-Key', 'X-API-KEY'])('%s is the header', async (name) => {
    const world = new FakeWorld(PLAIN_KEY);
    for (const kind of ['rest-request', 'http-1.0', 'websocket'] as const) {
      expect(await world.ask(REQUEST_EVENTS[kind]({ [name]: API_KEY }))).toMatchObject({ status: 200 });
    }
  });
});
