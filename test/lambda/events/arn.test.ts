import { describe, expect, test } from '@jest/globals';
import { parseExecuteApiArn, stageResource } from '../../../lambda/domain/arn.ts';
import { parseEvent } from '../../../lambda/events/parse-event.ts';
import { API_KEY } from '../../support/credentials.ts';
import { PLAIN_KEY } from '../../support/configuration.ts';
import { REQUEST_EVENTS, tokenEvent } from '../../support/events.ts';
import { FakeWorld } from '../../support/world.ts';

const BASE = 'arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5';

describe('an ARN of a request', () => {
  test.each([
    [`${BASE}/prod/GET/pets`, `${BASE}/prod/*`, 'GET', '/pets'],
    [`${BASE}/prod/GET/`, `${BASE}/prod/*`, 'GET', '/'],
    [`${BASE}/$default/GET/pets`, `${BASE}/$default/*`, 'GET', '/pets'],
    [`${BASE}/prod/$connect`, `${BASE}/prod/*`, '$connect', ''],
    [`${BASE}/prod`, `${BASE}/prod/*`, '', ''],
    [`${BASE}/test-invoke-stage/POST/a`, `${BASE}/test-invoke-stage/*`, 'POST', '/a'],
    [
      'arn:aws-cn:execute-api:cn-north-1:123456789012:abc/v1/GET/a',
      'arn:aws-cn:execute-api:cn-north-1:123456789012:abc/v1/*',
      'GET',
      '/a',
    ],
    [
      'arn:aws-us-gov:execute-api:us-gov-west-1:123456789012:abc/v1/GET/a',
      'arn:aws-us-gov:execute-api:us-gov-west-1:123456789012:abc/v1/*',
      'GET',
      '/a',
    ],
    [`${BASE}/prod/GET/a:b:c/arn:aws:x`, `${BASE}/prod/*`, 'GET', '/a:b:c/arn:aws:x'],
    [`${BASE}/prod/GET/*`, `${BASE}/prod/*`, 'GET', '/*'],
    [`${BASE}/prod/GET/a?/b*`, `${BASE}/prod/*`, 'GET', '/a?/b*'],
    [`${BASE}/prod/GET//a//b/`, `${BASE}/prod/*`, 'GET', '//a//b/'],
    [`${BASE}/prod/GET/../../other/GET/a`, `${BASE}/prod/*`, 'GET', '/../../other/GET/a'],
    [`${BASE}/prod/GET/a%2Fb`, `${BASE}/prod/*`, 'GET', '/a%2Fb'],
    [`${BASE}/prod/GET/a\nb`, `${BASE}/prod/*`, 'GET', '/a\nb'],
    [`${BASE}/prod/GET/ä/\u2028`, `${BASE}/prod/*`, 'GET', '/ä/\u2028'],
  ])('%j covers %s and asks for %s %j', (methodArn, resource, method, path) => {
    const request = parseEvent({ ...tokenEvent('x'), methodArn }, 'authorization');
    expect(stageResource(request.arn)).toBe(resource);
    expect(request.route).toEqual({ method, path });
  });

  const MALFORMED = [
    '',
    '*',
    'arn:aws:execute-api',
    BASE,
    `${BASE}/`,
    `${BASE}/*/GET/pets`,
    `${BASE}/pr*d/GET/pets`,
    `${BASE}/pr?d/GET/pets`,
    `${BASE}/prod:x/GET/pets`,
    `${BASE}/$other/GET/pets`,
    `${BASE}/prod stage/GET/pets`,
    `${BASE}//GET/pets`,
    ` ${BASE}/prod/GET/pets`,
    `x\n${BASE}/prod/GET/pets`,
    `${BASE}${BASE}/prod/GET/pets`,
    'arn:aws:execute-api:eu-central-1:123456789012:*/prod/GET/pets',
    'arn:aws:execute-api:eu-central-1:123456789012:a?c/prod/GET/pets',
    'arn:aws:execute-api:eu-central-1:123456789012:/prod/GET/pets',
    'arn:aws:execute-api:*:123456789012:abc/prod/GET/pets',
    'arn:aws:execute-api::123456789012:abc/prod/GET/pets',
    'arn:aws:execute-api:eu-central-1:*:abc/prod/GET/pets',
    'arn:aws:execute-api:eu-central-1:12345678901:abc/prod/GET/pets',
    'arn:aws:execute-api:eu-central-1:1234567890123:abc/prod/GET/pets',
    'arn:aws:execute-api:eu-central-1:١٢٣٤٥٦٧٨٩٠١٢:abc/prod/GET/pets',
    'arn:*:execute-api:eu-central-1:123456789012:abc/prod/GET/pets',
    'arn:azure:execute-api:eu-central-1:123456789012:abc/prod/GET/pets',
    'arn:aws:lambda:eu-central-1:123456789012:abc/prod/GET/pets',
    'arn:aws:execute-api:eu-central-1:123456789012:abc:prod:GET:pets',
    'ARN:AWS:EXECUTE-API:eu-central-1:123456789012:abc/prod/GET/pets',
    `arn:${'aws-a'.repeat(5000)}`,
  ];

  test.each(MALFORMED)('%j is malformed', (arn) => {
    expect(parseExecuteApiArn(arn)).toBeUndefined();
  });

  const good = { 'X-API-Key': API_KEY };
  const events = {
    'TOKEN event': (arn: string) => ({ ...tokenEvent(`ApiKey ${API_KEY}`), methodArn: arn }),
    'REST event': (arn: string) => ({ ...REQUEST_EVENTS['rest-request'](good), methodArn: arn }),
    'HTTP 1.0 event': (arn: string) => ({ ...REQUEST_EVENTS['http-1.0'](good), methodArn: arn }),
    'HTTP 2.0 event': (arn: string) => ({ ...REQUEST_EVENTS['http-2.0'](good), routeArn: arn }),
    'WebSocket event': (arn: string) => ({ ...REQUEST_EVENTS.websocket(good), methodArn: arn }),
  } as const;

  describe.each(Object.entries(events))('in a %s with a good key', (_kind, eventWith) => {
    const world = new FakeWorld(PLAIN_KEY);

    test('lets the request in when it is well formed', async () => {
      expect(await world.ask(eventWith(`${BASE}/prod/GET/pets`))).toMatchObject({ status: 200 });
    });

    test.each(MALFORMED)('is a fault when it is %j', async (arn) => {
      expect(await world.ask(eventWith(arn))).toMatchObject({ status: 500, code: 'event.malformed' });
    });
  });
});
