import { describe, expect, test } from '@jest/globals';
import { parseEvent } from '../../../lambda/events/parse-event.ts';
import http10 from '../../fixtures/events/http-1.0.json';
import http20 from '../../fixtures/events/http-2.0.json';
import restRequest from '../../fixtures/events/rest-request.json';
import restToken from '../../fixtures/events/rest-token.json';
import websocket from '../../fixtures/events/websocket.json';
import { faultOf, without } from '../../support/faults.ts';
import { FakeWorld } from '../../support/world.ts';

const parse = (event: unknown) => parseEvent(event, 'authorization');

describe('the kind of a complete event', () => {
  test.each([
    ['rest-token', restToken, { method: 'GET', path: '/accounts/42' }],
    ['rest-request', restRequest, { method: 'GET', path: '/accounts/42' }],
    ['http-1.0', http10, { method: 'GET', path: '/accounts/42' }],
    ['http-2.0', http20, { method: 'GET', path: '/accounts/42' }],
    ['websocket', websocket, { method: '$connect', path: '' }],
  ])('is %s, with its route', (kind, event, route) => {
    expect(parse(event)).toMatchObject({ kind, route });
  });

  test('a TOKEN event is a request with one header, the others out of sight', () => {
    expect(parseEvent(restToken, 'x-api-key')).toEqual({
      kind: 'rest-token',
      arn: expect.objectContaining({ apiId: 'a1b2c3d4e5', stage: 'prod' }),
      headers: new Map([['x-api-key', [restToken.authorizationToken]]]),
      query: new Map(),
      visibleHeaders: new Set(['x-api-key']),
      route: { method: 'GET', path: '/accounts/42' },
      requestId: undefined,
    });
  });

  test("the gateway's id of the request is kept", () => {
    expect(parse(restRequest).requestId).toBe(restRequest.requestContext.requestId);
  });
});

describe('telling them apart, in the order of the contract', () => {
  test.each([
    ['type TOKEN comes before everything', { ...http20, ...restToken, identitySource: [] }, 'rest-token'],
    ['routeArn comes before methodArn', { ...restRequest, ...http20 }, 'http-2.0'],
    ['a routeArn that is no string does not count', { ...restRequest, routeArn: null }, 'rest-request'],
    [
      'connectionId alone makes a WebSocket',
      { ...restRequest, requestContext: { connectionId: 'c' } },
      'websocket',
    ],
    [
      'eventType alone makes a WebSocket',
      { ...restRequest, requestContext: { eventType: 'CONNECT' } },
      'websocket',
    ],
    ['a WebSocket comes before version 1.0', { ...websocket, version: '1.0' }, 'websocket'],
    ['methodArn and version 1.0 make HTTP 1.0', without(http10, 'identitySource'), 'http-1.0'],
    ['methodArn and identitySource make HTTP 1.0', without(http10, 'version'), 'http-1.0'],
    ['identitySource counts even when null', { ...restRequest, identitySource: null }, 'http-1.0'],
    ['version 2.0 without a routeArn is not HTTP 2.0', { ...restRequest, version: '2.0' }, 'rest-request'],
    ['version 1.0 with a routeArn is not HTTP 1.0', { ...http20, version: '1.0' }, 'http-2.0'],
    ['no version at all is still HTTP 2.0', without(http20, 'version'), 'http-2.0'],
    [
      'a REST event of SAM, which names its identity source',
      { ...restRequest, identitySource: ['x'] },
      'http-1.0',
    ],
    [
      'an HTTP 2.0 event of SAM, which keeps methodArn',
      { ...http20, methodArn: http20.routeArn },
      'http-2.0',
    ],
  ])('%s', (_name, event, kind) => {
    expect(parse(event).kind).toBe(kind);
  });
});

describe('maps that are null or left out', () => {
  const MAPS = [
    'headers',
    'multiValueHeaders',
    'queryStringParameters',
    'multiValueQueryStringParameters',
    'pathParameters',
    'stageVariables',
    'cookies',
    'identitySource',
  ];

  describe.each([
    ['rest-request', restRequest],
    ['http-1.0', http10],
    ['http-2.0', http20],
    ['websocket', websocket],
  ])('%s', (kind, event) => {
    test.each(MAPS)('%s may be null', (map) => {
      expect(parse({ ...event, [map]: null }).route).toEqual(parse(event).route);
    });

    test.each(MAPS)('%s may be left out', (map) => {
      expect(parse(without(event, map)).route).toEqual(parse(event).route);
    });

    test('all of them may be null', () => {
      const nulls = Object.fromEntries(
        MAPS.filter((map) => map !== 'identitySource').map((map) => [map, null]),
      );
      const request = parse({ ...event, ...nulls });
      expect(request.kind).toBe(kind);
      expect([request.headers.size, request.query.size]).toEqual([0, 0]);
    });
  });
});

describe('what is none of the five', () => {
  const appSync = {
    authorizationToken: 'Bearer x',
    requestContext: { apiId: 'a', accountId: '1', requestId: 'r', queryString: 'query { a }', variables: {} },
    requestHeaders: {},
  };

  test.each([
    ['an AppSync event', appSync],
    ['an empty object', {}],
    ['a TOKEN event under another type', { ...without(restToken, 'methodArn'), type: 'token' }],
    ['an S3 event', { Records: [{ eventSource: 'aws:s3' }] }],
    ['a methodArn that is no string', { ...restRequest, methodArn: 7 }],
    ['a routeArn and nothing else that is right', { ...without(http20, 'routeArn'), routeArn: [] }],
  ])('%s is unsupported', (_name, event) => {
    expect(faultOf(() => parse(event)).code).toBe('event.unsupported');
  });

  test.each([undefined, null, 'event', 7, true, [], [restRequest]])('%p is malformed', (event) => {
    expect(faultOf(() => parse(event)).code).toBe('event.malformed');
  });
});

describe('a damaged event', () => {
  test.each([
    ['without requestContext', without(restRequest, 'requestContext'), 'requestContext'],
    ['with a requestContext that is no object', { ...http20, requestContext: 'x' }, 'requestContext'],
    ['with a requestId that is no string', { ...http20, requestContext: { requestId: 7 } }, 'requestContext'],
    ['without type', without(restRequest, 'type'), 'type'],
    ['of another type', { ...http20, type: 'RESPONSE' }, 'type'],
    ['with headers that are no map', { ...restRequest, headers: 'authorization' }, 'headers'],
    ['with a header that is no string', { ...http20, headers: { authorization: ['x'] } }, 'headers'],
    [
      'with repeated headers that are no list',
      { ...http10, multiValueHeaders: { a: 'x' } },
      'multiValueHeaders',
    ],
    [
      'with a null among repeated headers',
      { ...http10, multiValueHeaders: { a: [null] } },
      'multiValueHeaders',
    ],
    [
      'with a parameter that is no string',
      { ...http20, queryStringParameters: { a: 1 } },
      'queryStringParameters',
    ],
    ['with a token that is no string', { ...restToken, authorizationToken: null }, 'authorizationToken'],
    ['without a token', without(restToken, 'authorizationToken'), 'authorizationToken'],
    ['a TOKEN event without its ARN', without(restToken, 'methodArn'), 'methodArn'],
  ])('%s is a fault that names the member', (_name, event, member) => {
    const fault = faultOf(() => parse(event));
    expect(fault.code).toBe('event.malformed');
    expect(fault.message).toContain(member);
  });

  test('is told by members, never by what the client wrote', () => {
    const fault = faultOf(() => parse({ ...http20, headers: { 'x-secret-name': { a: 'secret-value' } } }));
    expect(fault.message).toBe('The HTTP API 2.0 event is malformed: headers.');
  });

  test('is answered with a fault even where nobody is asked for anything', async () => {
    const world = new FakeWorld({ AUTH_MODES: 'single-tenant' });
    const answer = await world.ask(without(restRequest, 'requestContext'));
    expect(answer).toMatchObject({ status: 500, code: 'event.malformed' });
  });
});
