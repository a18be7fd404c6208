import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HTTP_API, REST_API } from '../../local/cast.ts';
import { Authorizer, type AuthorizerSettings } from '../../local/gateway/authorizer.ts';
import { echo } from '../../local/gateway/echo.ts';
import { type Backend, Gateway, type RequestReport } from '../../local/gateway/gateway.ts';
import { GatewayPort } from '../../local/gateway/server.ts';
import { clientRequest, HTTP_STAGE, NOW, policy, REST_STAGE } from './requests.ts';

const ARNS = { rest: REST_STAGE, http: HTTP_STAGE };

interface Setting {
  readonly kind: 'rest' | 'http';
  /** What the authorizer's function answers; an Error is thrown. */
  readonly answer?: unknown;
  readonly settings?: Partial<AuthorizerSettings>;
  readonly backend?: Backend;
}

function gateway({ kind, answer, settings, backend = echo }: Setting) {
  const reports: RequestReport[] = [];
  const authorizer = new Authorizer(
    {
      payload: kind === 'rest' ? 'REQUEST' : '2.0',
      simpleResponses: kind === 'http',
      identitySources: [],
      ttlSeconds: 0,
      invoke: async () => {
        if (answer instanceof Error) throw answer;
        return answer;
      },
      ...settings,
    },
    () => NOW,
  );
  const api = new Gateway({
    api: kind === 'rest' ? REST_API : HTTP_API,
    routes: { 'GET /open': null, 'GET /orders/{id}': authorizer },
    backend,
    now: () => NOW,
    newId: () => 'request-1',
    onRequest: (report) => reports.push(report),
  });
  return { api, reports };
}

describe('a refusal', () => {
  const required = { identitySources: ['method.request.header.Authorization'] };
  const requiredHttp = { identitySources: ['$request.header.Authorization'] };
  const deny = policy('Deny', '*');
  const elsewhere = policy('Allow', 'arn:aws:s3:::x');
  const unauthorized = { message: 'Unauthorized' };
  const serverError = { message: 'Internal Server Error' };
  const explicit = { Message: 'User is not authorized to access this resource with an explicit deny' };
  const implicit = { Message: 'User is not authorized to access this resource' };
  test.each([
    ['REST: no identity source', 'rest', deny, required, 401, unauthorized],
    ['REST: Unauthorized thrown', 'rest', new Error('Unauthorized'), {}, 401, unauthorized],
    ['REST: explicit deny', 'rest', deny, {}, 403, explicit],
    ['REST: default deny', 'rest', elsewhere, {}, 403, implicit],
    ['REST: any other throw', 'rest', new Error('unauthorized'), {}, 500, { message: null }],
    ['REST: malformed answer', 'rest', {}, {}, 500, { message: null }],
    ['REST: nested context', 'rest', policy('Allow', '*', { a: {} }), {}, 500, { message: null }],
    ['REST: over 8 KB', 'rest', policy('Allow', '*', { a: 'x'.repeat(9000) }), {}, 500, { message: null }],
    ['HTTP: no identity source', 'http', {}, requiredHttp, 401, unauthorized],
    ['HTTP: Unauthorized thrown', 'http', new Error('Unauthorized'), {}, 401, unauthorized],
    ['HTTP: isAuthorized false', 'http', { isAuthorized: false }, {}, 403, { message: 'Forbidden' }],
    ['HTTP: isAuthorized "true"', 'http', { isAuthorized: 'true' }, {}, 500, serverError],
    ['HTTP: policy denies', 'http', deny, { simpleResponses: false }, 403, { message: 'Forbidden' }],
    ['HTTP: any other throw', 'http', new Error('boom'), {}, 500, serverError],
  ] as const)('%s', async (_, kind, answer, settings, status, body) => {
    const { api } = gateway({ kind, answer, settings });
    const response = await api.handle(clientRequest(kind === 'rest' ? '/dev/orders/7' : '/orders/7'));
    expect({ status: response.status, body: JSON.parse(response.body) }).toEqual({ status, body });
  });
});

describe('a request that reaches no authorizer', () => {
  test.each([
    ['an open route', 'rest', '/dev/open', 200, undefined],
    ['an unknown REST resource', 'rest', '/dev/nowhere', 403, 'Missing Authentication Token'],
    ['an unknown REST stage', 'rest', '/prod/open', 403, 'Forbidden'],
    ['a stage that merely starts alike', 'rest', '/develop/open', 403, 'Forbidden'],
    ['a bad percent-encoding on REST', 'rest', '/dev/orders/%ZZ', 400, 'Bad Request'],
    ['an absolute target', 'rest', 'http://elsewhere/dev/open', 400, 'Bad Request'],
    ['an asterisk', 'http', '*', 400, 'Bad Request'],
    ['an open HTTP route', 'http', '/open', 200, undefined],
    ['an unknown HTTP route', 'http', '/nowhere', 404, 'Not Found'],
    ['a bad percent-encoding on HTTP', 'http', '/orders/%', 400, 'Bad Request'],
  ] as const)('%s', async (_, kind, target, status, message) => {
    const { api } = gateway({ kind, answer: new Error('must not be asked') });
    const response = await api.handle(clientRequest(target));
    expect(response.status).toBe(status);
    expect(JSON.parse(response.body).message).toBe(message);
    expect(response.headers).not.toHaveProperty('x-authorizer-cache');
  });
});

describe('the backend', () => {
  const context = { tenantId: 'acme', count: 3, ok: true };

  test('of a REST API gets every context value as a string, and principalId', async () => {
    const { api } = gateway({ kind: 'rest', answer: policy('Allow', `${ARNS.rest}/*`, context) });
    const { body } = await api.handle(clientRequest('/dev/orders/a%2Fb'));
    expect(JSON.parse(body)).toEqual({
      method: 'GET',
      path: '/orders/a%2Fb',
      authorizer: { tenantId: 'acme', count: '3', ok: 'true', principalId: 'acme', integrationLatency: 0 },
    });
  });

  test('of an HTTP API gets context with its types, and a decoded path', async () => {
    const { api } = gateway({
      kind: 'http',
      answer: { isAuthorized: true, context: { ...context, nested: [1] } },
    });
    const { body } = await api.handle(clientRequest('/orders/a%20b'));
    expect(JSON.parse(body)).toEqual({
      method: 'GET',
      path: '/orders/a b',
      authorizer: { ...context, nested: [1] },
    });
  });

  test.each([
    ['rest', '/dev/open', 502],
    ['http', '/open', 500],
  ] as const)('of a %s API that fails gives %s → %d', async (kind, target, status) => {
    const { api } = gateway({
      kind,
      backend: () => {
        throw new Error('boom');
      },
    });
    expect((await api.handle(clientRequest(target))).status).toBe(status);
  });
});

test('a report tells the outcome without the query, where a token may be', async () => {
  const { api, reports } = gateway({ kind: 'rest', answer: new Error('boom') });
  await api.handle(clientRequest('/dev/orders/7?token=secret'));
  expect(reports).toEqual([
    {
      kind: 'rest',
      requestId: 'request-1',
      method: 'GET',
      path: '/dev/orders/7',
      status: 500,
      cache: 'off',
      failure: 'boom',
    },
  ]);
});

describe('over the wire', () => {
  const { api } = gateway({ kind: 'rest', answer: policy('Allow', `${ARNS.rest}/*`) });
  let port: GatewayPort;
  beforeAll(async () => {
    port = await GatewayPort.open(0);
    port.serve(api);
  });
  afterAll(() => port.close());

  test('a request that comes too early waits for the gateway', async () => {
    const early = await GatewayPort.open(0);
    const response = fetch(`${early.url}/dev/open`);
    early.serve(api);
    expect((await response).status).toBe(200);
    await early.close();
  });

  test('a request is answered with the gateway’s headers', async () => {
    const response = await fetch(`${port.url}/dev/orders/7`);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-amzn-requestid')).toBe('request-1');
    expect(response.headers.get('x-authorizer-cache')).toBe('off');
  });

  test.each([
    [
      'headers of more than 10,240 bytes',
      `GET /dev/open HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(11_000)}\r\n\r\n`,
      431,
    ],
    ['a request line that is none', 'nonsense\r\n\r\n', 400],
    ['a header line that is none', 'GET /dev/open HTTP/1.1\r\nHost x\r\n\r\n', 400],
    ['a target with a fragment', 'GET /dev/open#x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 200],
    [
      'a repeated header',
      'GET /dev/open HTTP/1.1\r\nHost: x\r\nA: 1\r\nA: 2\r\nConnection: close\r\n\r\n',
      200,
    ],
  ])('%s does not crash it', async (_, raw, status) => {
    const socket = connect(Number(new URL(port.url).port), '127.0.0.1');
    socket.write(raw);
    expect(await text(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });
});
