import { describe, expect, test } from '@jest/globals';
import { createAuthorizer, type World } from '../../lambda/bootstrap.ts';
import { jsonLog } from '../../lambda/adapters/json-log.ts';
import { API_KEY_ARN, HS256_ARN, ONE_ISSUER, PLAIN_KEY } from '../support/configuration.ts';
import { REQUEST_EVENTS } from '../support/events.ts';
import { FakeWorld } from '../support/world.ts';

const EVERYTHING = {
  ...ONE_ISSUER,
  AUTH_API_KEY_SECRET_ARN: API_KEY_ARN,
  AUTH_HS256_SECRET_ARN: HS256_ARN,
};

/** A world of which single parts can be made to fail. */
function worldWith(parts: Partial<World>, lines: string[] = []): World {
  return {
    environment: EVERYTHING,
    readBundledFile: () => '',
    fetchJson: async () => ({}),
    readVersions: async () => [],
    clock: () => 0,
    newId: () => 'id',
    log: jsonLog(
      (line) => lines.push(line),
      () => 0,
    ),
    ...parts,
  };
}

describe('while the function starts', () => {
  test('what will be needed is fetched', async () => {
    const asked: string[] = [];
    createAuthorizer(
      worldWith({
        fetchJson: async (url) => void asked.push(url),
        readVersions: async (arn) => {
          asked.push(arn);
          return [];
        },
      }),
    );
    expect(asked.toSorted()).toEqual(
      [
        `${ONE_ISSUER.AUTH_JWT_ISSUER_URL}.well-known/openid-configuration`,
        API_KEY_ARN,
        HS256_ARN,
      ].toSorted(),
    );
  });

  test('what is of no use is not fetched', () => {
    const asked: string[] = [];
    createAuthorizer(
      worldWith({
        environment: { ...EVERYTHING, AUTH_MODES: 'trusted' },
        fetchJson: async (url) => void asked.push(url),
      }),
    );
    expect(asked).toEqual([]);
  });

  test.each([
    [
      'fail',
      { fetchJson: () => Promise.reject(new Error('x')), readVersions: () => Promise.reject(new Error('x')) },
    ],
    ['answer nonsense', { fetchJson: async () => 'nonsense', readVersions: async () => ['nonsense'] }],
  ])('fetches may %s', async (_name, parts) => {
    const authorizer = createAuthorizer(worldWith(parts));
    await expect(authorizer(REQUEST_EVENTS['http-2.0']({}))).rejects.toThrow('Unauthorized');
  });
});

describe('an error that nobody expected', () => {
  const canary = 'canary-of-a-claim';

  test('is a fault, of which only the name of its class is told', async () => {
    const lines: string[] = [];
    const readVersions = () => Promise.reject(new TypeError(canary));
    const authorizer = createAuthorizer(worldWith({ readVersions }, lines));
    const event = REQUEST_EVENTS['rest-request']({ 'X-API-Key': PLAIN_KEY.AUTH_API_KEY });
    await expect(authorizer(event)).rejects.toThrow(/^Fault: internal$/);
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      expect.objectContaining({ message: 'fault', code: 'internal', cause: 'TypeError', retryable: false }),
    ]);
    expect(lines.join()).not.toContain(canary);
  });
});

test('each request has an id of its own, in the log and in the context', async () => {
  const world = new FakeWorld({ AUTH_MODES: 'trusted' });
  const first = await world.ask(REQUEST_EVENTS['http-2.0']({ Authorization: 'Bearer acme' }));
  const second = await world.ask(REQUEST_EVENTS['http-2.0']({ Authorization: 'Bearer acme' }));
  const ids = [first, second].map(({ context }) => context['decisionId']);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids)
    expect(world.lines.filter((line) => line.includes(`"decisionId":"${id}"`))).toHaveLength(1);
});
