import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { REQUEST_EVENTS, REQUEST_KINDS, type RequestKind } from '../support/events.ts';
import { fullWorld } from '../support/full-world.ts';
import { hostilePath } from '../support/hostile.ts';
import { AUTHORIZATIONS, KEYS, TENANTS, USERNAMES } from '../support/known-credentials.ts';

const HEADERS = {
  Authorization: AUTHORIZATIONS,
  'X-API-Key': KEYS,
  'X-Tenant-ID': TENANTS,
  'X-Username': USERNAMES,
  'X-Other': ['1', '2'],
} as const;
const NAMES = ['Authorization', 'X-API-Key', 'X-Tenant-ID', 'X-Username', 'X-Other'] as const;
type Values = Readonly<Partial<Record<(typeof NAMES)[number], string>>>;

/** Values of some of the headers. */
const values = fc.record(
  {
    Authorization: fc.constantFrom(...HEADERS.Authorization),
    'X-API-Key': fc.constantFrom(...HEADERS['X-API-Key']),
    'X-Tenant-ID': fc.constantFrom(...HEADERS['X-Tenant-ID']),
    'X-Username': fc.constantFrom(...HEADERS['X-Username']),
    'X-Other': fc.constantFrom(...HEADERS['X-Other']),
  },
  { requiredKeys: [] },
);

interface Rest {
  readonly headers: Values;
  readonly path: string;
  readonly method: string;
  readonly token: string;
  readonly requestId: string;
}

/** What is not in the cache key. */
const rest: fc.Arbitrary<Rest> = fc.record({
  headers: values,
  path: hostilePath,
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  token: fc.constantFrom('', 'a', 'b'),
  requestId: fc.string(),
});

const sources = fc.subarray([...NAMES], { minLength: 1 });

/** An event whose headers in the key are the shared ones, and everything else its own. */
function eventOf(kind: RequestKind, keyed: readonly string[], shared: Values, own: Rest): object {
  const of = (headers: Values, inKey: boolean) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => keyed.includes(name) === inKey));
  const event = REQUEST_EVENTS[kind]({ ...of(own.headers, false), ...of(shared, true) });
  const base = 'routeArn' in event ? event.routeArn : event.methodArn;
  const [api = '', stage = ''] = base.split('/');
  const arn = `${api}/${stage}/${own.method}/${own.path}`;
  return {
    ...event,
    ...('routeArn' in event ? { routeArn: arn } : { methodArn: arn }),
    rawPath: own.path,
    path: own.path,
    httpMethod: own.method,
    queryStringParameters: { token: own.token },
    multiValueQueryStringParameters: { token: [own.token] },
    stageVariables: { v: own.token },
    requestContext: { ...event.requestContext, requestId: own.requestId },
  };
}

const askFor = (tenant: string, identitySources: string) =>
  fullWorld({ AUTH_IDENTITY_SOURCES: identitySources }).ask(
    REQUEST_EVENTS['http-2.0']({ Authorization: AUTHORIZATIONS[1] ?? '', 'X-Tenant-ID': tenant }),
  );

describe('two requests with one cache key', () => {
  test.each(REQUEST_KINDS)('get one answer from a %s API, whatever else differs', async (kind) => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(sources, values, rest, rest, async (keyed, shared, one, other) => {
        const environment = {
          AUTH_IDENTITY_SOURCES: keyed.map((name) => `header.${name}`).join(),
          AUTH_WEBSOCKET_TOKEN: 'querystring.token',
        };
        const answers = await Promise.all(
          [one, other].map((own) => fullWorld(environment).ask(eventOf(kind, keyed, shared, own))),
        );
        expect(answers[0]).toEqual(answers[1]);
        outcomes.add(`${answers[0]?.status} ${answers[0]?.code ?? ''}`);
      }),
      { numRuns: 100 },
    );
    expect(outcomes).toContain('200 ');
    expect(outcomes).toContain('403 tenant.required');
    expect(outcomes).toContain('401 credential.missing');
  });

  test('get another answer once the key tells them apart', async () => {
    const blind = 'header.Authorization';
    const seeing = 'header.Authorization,header.X-Tenant-ID,header.X-Username';
    expect(await askFor('acme', blind)).toEqual(await askFor('globex', blind));
    expect((await askFor('acme', seeing)).status).toBe(200);
    expect((await askFor('globex', seeing)).status).toBe(403);
  });
});
