import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as v from 'valibot';
import { DENIALS } from '../../lambda/domain/denial.ts';
import { FAULT_CODES } from '../../lambda/domain/fault.ts';
import { CANARY, hostileEvent } from '../support/arbitraries.ts';
import { fullWorld } from '../support/full-world.ts';
import type { FakeWorld } from '../support/world.ts';

const lineSchema = v.variant('message', [
  v.looseObject({
    message: v.literal('decision'),
    outcome: v.picklist(['unauthenticated', 'forbidden']),
    code: v.string(),
  }),
  v.looseObject({ message: v.literal('fault'), outcome: v.literal('fault'), code: v.picklist(FAULT_CODES) }),
]);

const DENIAL_OUTCOMES = new Map<string, string>(Object.entries(DENIALS));
const STATUS = { unauthenticated: 401, forbidden: 403, fault: 500 } as const;

/** Asks, and holds the answer to what is promised for any event whose credential nobody issued. */
async function expectRefused(world: FakeWorld, event: unknown): Promise<string> {
  const before = world.lines.length;
  const answer = await world.ask(event);
  const lines = world.lines.slice(before);

  const line = v.parse(lineSchema, JSON.parse(lines[0] ?? ''));
  const known = line.message === 'fault' ? 'fault' : DENIAL_OUTCOMES.get(line.code);
  expect([lines.length, answer.status, known]).toEqual([1, STATUS[line.outcome], line.outcome]);
  return `${lines.join('\n')}\n${answer.error ?? ''}\n${JSON.stringify(answer.response) ?? ''}`;
}

function runsOf(text: string): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - 7) }, (_, at) => text.slice(at, at + 8));
}

/** The runs of eight characters of a credential that stand in a text. */
function leaked(credential: string, text: string): readonly string[] {
  const said = new Set(runsOf(text));
  return runsOf(credential).filter((run) => said.has(run));
}

describe('nobody gets in who has nothing to prove it with', () => {
  test.each([
    ['without caching', {}],
    ['with the Authorization header in the cache key', { AUTH_IDENTITY_SOURCES: 'header.Authorization' }],
    [
      'with route rules',
      { AUTH_ROUTES: '[{"route":"ANY /{proxy+}"},{"route":"GET /"},{"route":"$connect"}]' },
    ],
    ['with a policy as answer to HTTP 2.0', { AUTH_HTTP_RESPONSE: 'iam' }],
  ])('%s, and the log and the answer say nothing of what was sent', async (_name, environment) => {
    const world = fullWorld(environment);
    await fc.assert(
      fc.asyncProperty(hostileEvent, async ({ event, sent }) => {
        const said = await expectRefused(world, event);
        expect([said.includes(CANARY), leaked(sent, said)]).toEqual([false, []]);
      }),
      { numRuns: 700 },
    );
  });

  test('whatever the event is', async () => {
    const world = fullWorld();
    await fc.assert(
      fc.asyncProperty(fc.anything({ withNullPrototype: true, withObjectString: true }), async (event) => {
        expect(await expectRefused(world, event)).toContain('"code":"event.');
      }),
      { numRuns: 500 },
    );
  });
});
