import { expect, test } from '@jest/globals';
import { http10Event, http20Event, httpIntegrationEvent } from '../../local/gateway/http-events.ts';
import { restIntegrationEvent, restRequestEvent, restTokenEvent } from '../../local/gateway/rest-events.ts';
import { HTTP_STAGE, located, NOW, REST_STAGE } from './requests.ts';

const parts = {
  query: 'q=1&q=2&name=a%20b',
  headers: [
    ['AuthoriZation', 'Bearer one'],
    ['X-Twice', 'first'],
    ['X-Twice', 'second'],
    ['Cookie', 'a=1; b=2'],
    ['X-Forwarded-For', '203.0.113.9'],
  ] as const,
};

test('a TOKEN event holds the token, the ARN and nothing else', () => {
  expect(restTokenEvent(located('rest'), 'Bearer one')).toEqual({
    type: 'TOKEN',
    authorizationToken: 'Bearer one',
    methodArn: `${REST_STAGE}/GET/orders/7`,
  });
});

test('a REST REQUEST event keeps the client’s header names and shows every value of a repeated one', () => {
  expect(restRequestEvent(located('rest', parts))).toEqual({
    type: 'REQUEST',
    methodArn: `${REST_STAGE}/GET/orders/7`,
    resource: '/orders/{id}',
    path: '/orders/7',
    httpMethod: 'GET',
    headers: expect.objectContaining({
      AuthoriZation: 'Bearer one',
      'X-Twice': 'second',
      'X-Forwarded-For': '203.0.113.9, 127.0.0.1',
      'X-Forwarded-Proto': 'https',
      'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    }),
    multiValueHeaders: expect.objectContaining({ 'X-Twice': ['first', 'second'], Cookie: ['a=1; b=2'] }),
    queryStringParameters: { q: '2', name: 'a b' },
    multiValueQueryStringParameters: { q: ['1', '2'], name: ['a b'] },
    pathParameters: { id: '7' },
    stageVariables: { colour: 'blue' },
    requestContext: expect.objectContaining({
      resourcePath: '/orders/{id}',
      path: '/dev/orders/7',
      stage: 'dev',
      requestTime: '25/Nov/2026:08:31:05 +0000',
      requestTimeEpoch: NOW.getTime(),
      identity: expect.objectContaining({ sourceIp: '127.0.0.1', userAgent: null }),
    }),
  });
});

test('an HTTP API event of format 1.0 has version, methodArn and the joined identity sources', () => {
  expect(http10Event(located('http', parts), ['Bearer one', 'x'])).toMatchObject({
    version: '1.0',
    type: 'REQUEST',
    methodArn: `${HTTP_STAGE}/GET/orders/7`,
    identitySource: 'Bearer one,x',
    authorizationToken: 'Bearer one,x',
    headers: { authorization: 'Bearer one', 'x-twice': 'second' },
    multiValueHeaders: { 'x-twice': ['first', 'second'] },
    queryStringParameters: { q: '2' },
    pathParameters: { id: '7' },
  });
});

test('an HTTP API event of format 2.0 has routeArn, lower-case names, joined values and cookies apart', () => {
  const event = http20Event(located('http', parts), ['Bearer one']);
  expect(event).toMatchObject({
    version: '2.0',
    type: 'REQUEST',
    routeArn: `${HTTP_STAGE}/GET/orders/7`,
    identitySource: ['Bearer one'],
    routeKey: 'GET /orders/{id}',
    rawPath: '/orders/7',
    rawQueryString: 'q=1&q=2&name=a%20b',
    cookies: ['a=1', 'b=2'],
    headers: { authorization: 'Bearer one', 'x-twice': 'first,second' },
    queryStringParameters: { q: '1,2', name: 'a b' },
    pathParameters: { id: '7' },
    requestContext: {
      http: { method: 'GET', path: '/orders/7', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' },
      routeKey: 'GET /orders/{id}',
      stage: '$default',
      timeEpoch: NOW.getTime(),
    },
  });
  expect(event).not.toHaveProperty('methodArn');
  expect(event).not.toHaveProperty('headers.cookie');
});

test('a format 2.0 event leaves out what is empty and says null when no identity source is set', () => {
  const event = http20Event({ ...located('http'), parameters: {} }, []);
  expect(event).toMatchObject({ identitySource: null });
  for (const absent of ['cookies', 'queryStringParameters', 'pathParameters']) {
    expect(event).not.toHaveProperty(absent);
  }
});

test('a REST backend gets the context under requestContext.authorizer', () => {
  const event = restIntegrationEvent(located('rest'), { tenantId: 'acme' });
  expect(event).toMatchObject({ path: '/orders/7', requestContext: { authorizer: { tenantId: 'acme' } } });
  expect(event).not.toHaveProperty('methodArn');
});

test('an HTTP API backend gets an event of format 2.0 without the authorizer’s own fields', () => {
  const event = httpIntegrationEvent(located('http'), { lambda: { tenantId: 'acme' } });
  expect(event).toMatchObject({
    version: '2.0',
    requestContext: { authorizer: { lambda: { tenantId: 'acme' } } },
  });
  expect(event).not.toHaveProperty('routeArn');
});
