import { describe, expect, test } from '@jest/globals';
import { Authorizer, type AuthorizerSettings } from '../../local/gateway/authorizer.ts';
import type { Header } from '../../local/gateway/request.ts';
import { parseRoute } from '../../local/gateway/routes.ts';
import { located, NOW, policy, REST_STAGE } from './requests.ts';

const AUTHORIZATION = 'method.request.header.Authorization';
const one: Header = ['Authorization', 'one'];
const other: Header = ['Authorization', 'other'];
const allowAll = policy('Allow', `${REST_STAGE}/*`, { tenantId: 'acme' });

/** An authorizer whose function gives the same answer (or throws it, if it is an Error) every time. */
function setUp(answer: unknown, settings: Partial<AuthorizerSettings> = {}) {
  const events: object[] = [];
  const clock = { now: NOW };
  const authorizer = new Authorizer(
    {
      payload: 'REQUEST',
      identitySources: [AUTHORIZATION],
      ttlSeconds: 300,
      invoke: async (event) => {
        events.push(event);
        if (answer instanceof Error) throw answer;
        return answer;
      },
      ...settings,
    },
    () => clock.now,
  );
  return {
    authorizer,
    events,
    wait: (seconds: number) => (clock.now = new Date(+clock.now + seconds * 1000)),
  };
}

const rest = (...headers: Header[]) => located('rest', { headers });

describe('the cache', () => {
  test.each([
    ['an Allow', allowAll, 'allow'],
    ['a Deny', policy('Deny', '*'), 'explicit-deny'],
    [
      'an Allow of nothing that is asked for',
      policy('Allow', `${REST_STAGE}/GET/elsewhere`),
      'implicit-deny',
    ],
  ])('keeps %s', async (_, answer, outcome) => {
    const { authorizer, events } = setUp(answer);
    const [first, second] = [await authorizer.authorize(rest(one)), await authorizer.authorize(rest(one))];
    expect(first).toMatchObject({ authorization: { outcome }, cache: { state: 'miss' } });
    expect(second).toMatchObject({ authorization: { outcome }, cache: { state: 'hit' } });
    expect(events).toHaveLength(1);
  });

  test.each([
    ['a thrown Unauthorized', new Error('Unauthorized'), 'unauthorized'],
    ['any other failure', new Error('boom'), 'error'],
    ['a malformed answer', { principalId: 'acme' }, 'error'],
  ])('does not keep %s', async (_, answer, outcome) => {
    const { authorizer, events } = setUp(answer);
    const answers = [await authorizer.authorize(rest(one)), await authorizer.authorize(rest(one))];
    const missed = { authorization: { outcome }, cache: { state: 'miss' } };
    expect(answers).toMatchObject([missed, missed]);
    expect(events).toHaveLength(2);
  });

  test('serves every route of the stage by one entry, evaluating the policy for each', async () => {
    const { authorizer, events } = setUp(policy('Allow', `${REST_STAGE}/GET/orders/7`));
    const elsewhere = { ...rest(one), route: parseRoute('GET /users'), path: '/users' };
    expect(await authorizer.authorize(rest(one))).toMatchObject({ authorization: { outcome: 'allow' } });
    expect(await authorizer.authorize(elsewhere)).toMatchObject({
      authorization: { outcome: 'implicit-deny' },
      cache: { state: 'hit' },
    });
    expect(events).toHaveLength(1);
  });

  test('replays the context to a request that differs outside the key', async () => {
    const { authorizer } = setUp(allowAll);
    await authorizer.authorize(rest(one, ['X-Tenant-ID', 'acme']));
    expect(await authorizer.authorize(rest(one, ['X-Tenant-ID', 'globex']))).toMatchObject({
      authorization: { context: { tenantId: 'acme' } },
      cache: { state: 'hit' },
    });
  });

  test('keeps an entry for each combination of the identity sources', async () => {
    const sources = [AUTHORIZATION, 'method.request.header.X-Tenant-ID'];
    const { authorizer, events } = setUp(allowAll, { identitySources: sources });
    const states = [];
    for (const headers of [
      [one, ['X-Tenant-ID', 'a']],
      [one, ['X-Tenant-ID', 'b']],
      [one, ['X-Tenant-ID', 'a']],
    ] as const) {
      states.push((await authorizer.authorize(rest(...headers))).cache?.state);
    }
    expect(states).toEqual(['miss', 'miss', 'hit']);
    expect(events).toHaveLength(2);
  });

  test('does not confuse values that join to the same text', async () => {
    const sources = ['method.request.header.A', 'method.request.header.B'];
    const { authorizer } = setUp(allowAll, { identitySources: sources });
    await authorizer.authorize(rest(['A', 'x","y'], ['B', 'z']));
    expect(await authorizer.authorize(rest(['A', 'x'], ['B', 'y","z']))).toMatchObject({
      cache: { state: 'miss' },
    });
  });

  test.each([
    [299, 'hit'],
    [300, 'miss'],
  ])('answers %d s later with a %s when the TTL is 300 s', async (seconds, state) => {
    const { authorizer, wait } = setUp(allowAll);
    await authorizer.authorize(rest(one));
    wait(seconds);
    expect(await authorizer.authorize(rest(one))).toMatchObject({ cache: { state } });
  });

  test('is off with a TTL of 0', async () => {
    const { authorizer, events } = setUp(allowAll, { ttlSeconds: 0 });
    const answers = [await authorizer.authorize(rest(one)), await authorizer.authorize(rest(one))];
    expect(answers.map(({ cache }) => cache)).toEqual([{ state: 'off' }, { state: 'off' }]);
    expect(events).toHaveLength(2);
  });

  test('names its key by the sources and a digest, never by the credential', async () => {
    const { authorizer } = setUp(allowAll);
    const keys = [await authorizer.authorize(rest(one)), await authorizer.authorize(rest(other))].map(
      ({ cache }) => cache?.key,
    );
    expect(keys[0]).toMatch(/^method\.request\.header\.Authorization sha256:[0-9a-f]{12}$/);
    expect(keys[1]).not.toBe(keys[0]);
  });

  test('of an HTTP API without identity sources serves one caller’s Allow to all, as on AWS', async () => {
    const settings = { payload: '2.0', simpleResponses: true, identitySources: [] } as const;
    const { authorizer, events } = setUp({ isAuthorized: true }, settings);
    await authorizer.authorize(located('http', { headers: [one] }));
    expect(await authorizer.authorize(located('http'))).toMatchObject({
      authorization: { outcome: 'allow' },
      cache: { state: 'hit' },
    });
    expect(events).toHaveLength(1);
  });
});

describe('a request', () => {
  test.each([
    ['without an identity source, cached', {}, []],
    ['with an empty identity source', {}, [['Authorization', '']]],
    ['without an identity source, uncached', { ttlSeconds: 0 }, []],
    [
      'with a token that the validation expression refuses',
      { payload: 'TOKEN', validationExpression: /^Bearer / },
      [one],
    ],
  ] as const)('%s is refused without an invocation', async (_, settings, headers) => {
    const { authorizer, events } = setUp(allowAll, settings);
    expect(await authorizer.authorize(rest(...headers))).toEqual({
      authorization: { outcome: 'unauthorized' },
    });
    expect(events).toHaveLength(0);
  });

  test('reaches a REST authorizer that has no identity sources in any case', async () => {
    const { authorizer, events } = setUp(allowAll, { identitySources: [], ttlSeconds: 0 });
    expect(await authorizer.authorize(rest())).toMatchObject({ authorization: { outcome: 'allow' } });
    expect(events).toHaveLength(1);
  });

  test.each([
    ['TOKEN', [AUTHORIZATION], { type: 'TOKEN', authorizationToken: 'one' }],
    ['REQUEST', [AUTHORIZATION], { type: 'REQUEST', resource: '/orders/{id}' }],
    ['1.0', ['$request.header.Authorization'], { version: '1.0', identitySource: 'one' }],
    ['2.0', ['$request.header.Authorization'], { version: '2.0', identitySource: ['one'] }],
  ] as const)('reaches a %s authorizer as its kind of event', async (payload, identitySources, event) => {
    const { authorizer, events } = setUp(allowAll, { payload, identitySources });
    await authorizer.authorize(located(payload.length > 3 ? 'rest' : 'http', { headers: [one] }));
    expect(events).toMatchObject([event]);
  });

  test('that times out is an error with the reason', async () => {
    const { authorizer } = setUp(new Error('Task timed out after 10.00 seconds'));
    expect((await authorizer.authorize(rest(one))).authorization).toEqual({
      outcome: 'error',
      reason: 'Task timed out after 10.00 seconds',
    });
  });
});

test.each([
  ['a TTL over an hour', { ttlSeconds: 3601 }, 'between 0 and 3600 seconds'],
  ['a cached REST authorizer without identity sources', { identitySources: [] }, 'needs an identity source'],
  [
    'a TOKEN authorizer with two identity sources',
    { payload: 'TOKEN', identitySources: [AUTHORIZATION, AUTHORIZATION] },
    'one identity source',
  ],
  ['an identity source of the other kind of API', { payload: '2.0' }, 'not an identity source'],
] as const)('%s is refused as configuration', (_, settings, message) => {
  expect(() => setUp(allowAll, settings)).toThrow(message);
});
