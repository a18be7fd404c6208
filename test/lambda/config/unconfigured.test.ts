import { describe, expect, test } from '@jest/globals';
import { REQUEST_EVENTS, REQUEST_KINDS, tokenEvent } from '../../support/events.ts';
import { API_KEY } from '../../support/credentials.ts';
import { PLAIN_KEY } from '../../support/configuration.ts';
import { FakeWorld } from '../../support/world.ts';

const EVENTS = [
  ...REQUEST_KINDS.map((kind) => [kind, REQUEST_EVENTS[kind]({ 'X-API-Key': API_KEY })] as const),
  ['rest-token', tokenEvent(`ApiKey ${API_KEY}`)] as const,
  ['anything', undefined] as const,
];

describe.each([
  ['nothing is configured', {}],
  ['the configuration is invalid', { ...PLAIN_KEY, AUTH_TENANCY: 'tree' }],
  ['one of several parts is invalid', { ...PLAIN_KEY, AUTH_JWT_ISSUERS: '[]' }],
])('where %s', (_name, environment) => {
  test.each(EVENTS)('%s meets a fault', async (_kind, event) => {
    const world = new FakeWorld(environment);
    const answer = await world.ask(event);
    expect(answer).toMatchObject({
      status: 500,
      code: 'configuration.invalid',
      error: 'Fault: configuration.invalid',
    });
    expect(world.lines).toHaveLength(1);
  });
});

test('the log says what is wrong, every time', async () => {
  const world = new FakeWorld({ AUTH_TENANCY: 'tree' });
  await world.ask(undefined);
  await world.ask(undefined);
  expect(world.lines).toEqual([
    expect.stringContaining('AUTH_TENANCY (4 characters)'),
    expect.stringContaining('AUTH_TENANCY (4 characters)'),
  ]);
});
