import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Answer } from '../support/answer.ts';
import { hostileEvent } from '../support/arbitraries.ts';
import { REQUEST_EVENTS, REQUEST_KINDS, tokenEvent } from '../support/events.ts';
import { fullWorld } from '../support/full-world.ts';
import { AUTHORIZATIONS, KEYS, TENANTS, USERNAMES } from '../support/known-credentials.ts';

const optional = (values: readonly string[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });

const knownEvent = fc
  .record({
    kind: fc.constantFrom(...REQUEST_KINDS, 'rest-token' as const),
    authorization: fc.constantFrom(...AUTHORIZATIONS),
    key: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, optional(KEYS)),
    tenant: optional(TENANTS),
    username: optional(USERNAMES),
  })
  .map(({ kind, authorization, key, tenant, username }): unknown => {
    if (kind === 'rest-token') return tokenEvent(authorization);
    const headers = {
      Authorization: authorization,
      'X-API-Key': key,
      'X-Tenant-ID': tenant,
      'X-Username': username,
    };
    const present = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    return REQUEST_EVENTS[kind](Object.fromEntries(present));
  });

const anyEvent = fc.oneof(
  { weight: 4, arbitrary: knownEvent },
  hostileEvent.map(({ event }) => event),
);

/** An answer without the id that differs from request to request. */
const timeless = (answer: Answer): unknown =>
  JSON.parse(JSON.stringify(answer).replaceAll(/"decisionId":"[^"]*"/g, '"decisionId":""'));

describe('a warm function', () => {
  test('answers each of many requests as a fresh one does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { minLength: 2, maxLength: 10 }), async (events) => {
        const warm = fullWorld();
        for (const event of events) {
          const [expected, answer] = [await fullWorld().ask(event), await warm.ask(event)];
          expect(timeless(answer)).toEqual(timeless(expected));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('answers many requests at once as one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(knownEvent, { minLength: 2, maxLength: 10 }), async (events) => {
        const [together, single] = [fullWorld(), fullWorld()];
        const answers = await Promise.all(events.map(async (event) => (await together.ask(event)).context));
        for (const [index, event] of events.entries()) {
          const { context } = await single.ask(event);
          expect({ ...answers[index], decisionId: '' }).toEqual({ ...context, decisionId: '' });
        }
      }),
      { numRuns: 40 },
    );
  });

  test('gives one request nothing of the claims of the one before', async () => {
    const world = fullWorld();
    const ask = (field: string) => world.ask(REQUEST_EVENTS['http-2.0']({ Authorization: field }));
    await ask(AUTHORIZATIONS[1] ?? '');
    const withoutTenant = await ask(AUTHORIZATIONS[6] ?? '');
    expect(withoutTenant).toMatchObject({ status: 401, code: 'token.tenant', context: {} });
    const withoutUser = await ask(AUTHORIZATIONS[0] ?? '');
    expect(withoutUser.context).not.toHaveProperty('username');
    expect(withoutUser.context).not.toHaveProperty('scope');
  });
});
