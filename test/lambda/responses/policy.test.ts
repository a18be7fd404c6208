import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as v from 'valibot';
import { PLAIN_KEY } from '../../support/configuration.ts';
import { API_KEY } from '../../support/credentials.ts';
import { type Headers, REQUEST_EVENTS, tokenEvent } from '../../support/events.ts';
import { hostilePath } from '../../support/hostile.ts';
import { FakeWorld } from '../../support/world.ts';

const BASE = 'arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/prod';
const ALLOWED: Headers = { 'X-API-Key': API_KEY };
const DENIED: Headers = { ...ALLOWED, 'X-Tenant-ID': 'no tenant' };

type EventWith = (arn: string) => object;
const ROWS: readonly [effect: string, kind: string, eventWith: EventWith][] = [
  ['Allow', 'rest-token', (arn) => ({ ...tokenEvent(`ApiKey ${API_KEY}`), methodArn: arn })],
  ...[['Allow', ALLOWED] as const, ['Deny', DENIED] as const].flatMap(
    ([effect, headers]): [string, string, EventWith][] => [
      [effect, 'rest-request', (arn) => ({ ...REQUEST_EVENTS['rest-request'](headers), methodArn: arn })],
      [effect, 'http-1.0', (arn) => ({ ...REQUEST_EVENTS['http-1.0'](headers), methodArn: arn })],
      [effect, 'http-2.0', (arn) => ({ ...REQUEST_EVENTS['http-2.0'](headers), routeArn: arn })],
    ],
  ),
];

const responseSchema = v.object({
  policyDocument: v.object({ Statement: v.tuple([v.object({ Effect: v.string(), Resource: v.string() })]) }),
});

describe("a policy names the stage, whatever the request's path", () => {
  test.each(ROWS)('%s, in answer to a %s event', async (effect, _kind, eventWith) => {
    const world = new FakeWorld({ ...PLAIN_KEY, AUTH_HTTP_RESPONSE: 'iam' });
    const method = fc.constantFrom('GET', 'POST', 'ANY', '*', '$default', 'GET*');
    await fc.assert(
      fc.asyncProperty(method, hostilePath, async (verb, path) => {
        const { response } = await world.ask(eventWith(`${BASE}/${verb}/${path}`));
        const [statement] = v.parse(responseSchema, response).policyDocument.Statement;
        expect(statement).toEqual({ Effect: effect, Resource: `${BASE}/*` });
      }),
      { numRuns: 150 },
    );
  });
});

test('the stage that is called $default is named as it is', async () => {
  const world = new FakeWorld({ ...PLAIN_KEY, AUTH_HTTP_RESPONSE: 'iam' });
  const { response } = await world.ask(REQUEST_EVENTS['http-2.0'](ALLOWED));
  const [statement] = v.parse(responseSchema, response).policyDocument.Statement;
  expect(statement.Resource).toMatch(/\/\$default\/\*$/);
});
