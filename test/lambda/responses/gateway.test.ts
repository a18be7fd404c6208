import { describe, expect, test } from '@jest/globals';
import { PLAIN_KEY } from '../../support/configuration.ts';
import { API_KEY } from '../../support/credentials.ts';
import { REQUEST_EVENTS, REQUEST_KINDS, tokenEvent } from '../../support/events.ts';
import { FakeWorld } from '../../support/world.ts';

describe('what a gateway makes of the outcome', () => {
  test.each(REQUEST_KINDS)('asked by %s', async (kind) => {
    const world = new FakeWorld(PLAIN_KEY);
    const ask = (headers: Record<string, string>) => world.ask(REQUEST_EVENTS[kind](headers));
    const answers = [
      await ask({ 'X-API-Key': API_KEY }),
      await ask({ 'X-API-Key': 'wrong' }),
      await ask({ 'X-API-Key': API_KEY, 'X-Tenant-ID': '' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 403]);
    expect(answers[2]?.context).toEqual({ denial: 'tenant.malformed', decisionId: expect.any(String) });
    expect(answers[1]?.error).toBe('Unauthorized');
  });
});

describe('a TOKEN event whose token was taken from another header', () => {
  const environment = { ...PLAIN_KEY, AUTH_IDENTITY_SOURCES: 'header.X-API-Key' };

  test('is read as that header', async () => {
    expect(await new FakeWorld(environment).ask(tokenEvent(API_KEY))).toMatchObject({
      status: 200,
      context: { authMode: 'api-key', overrides: 'backend' },
    });
  });

  test('is not read as the Authorization header', async () => {
    const answer = await new FakeWorld(environment).ask(tokenEvent(`ApiKey ${API_KEY}`));
    expect(answer).toMatchObject({ status: 401, code: 'api_key.unknown' });
  });

  test('is of no use where no credential is looked for in that header', async () => {
    const other = { ...PLAIN_KEY, AUTH_IDENTITY_SOURCES: 'header.X-Session' };
    expect(await new FakeWorld(other).ask(tokenEvent(API_KEY))).toMatchObject({ code: 'credential.missing' });
  });
});
