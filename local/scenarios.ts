/** A request to try, with what must come of it. */
export interface Scenario {
  readonly status: number;
  /** What the gateway's cache does, when the request is sent for the first time and in the order given. */
  readonly cache?: 'hit' | 'miss';
  /** One sentence: why. */
  readonly why: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A form to POST, in place of a GET. */
  readonly form?: Readonly<Record<string, string>>;
}

export interface ScenarioGroup {
  readonly title: string;
  readonly scenarios: readonly Scenario[];
}

export interface Cast {
  readonly restUrl: string;
  readonly httpUrl: string;
  readonly tokenUrl: string;
  readonly tokenForm: Readonly<Record<string, string>>;
  readonly internalKey: string;
  readonly tokens: Readonly<
    Record<'acme' | 'acmeEu' | 'globex' | 'support' | 'expired' | 'otherAudience', string>
  >;
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const tenant = (id: string) => ({ 'X-Tenant-ID': id });

/** What there is to see: every way in, and every way to be turned away. */
export function scenarioGroups({
  restUrl,
  httpUrl,
  tokenUrl,
  tokenForm,
  internalKey,
  tokens,
}: Cast): ScenarioGroup[] {
  const key = { 'X-API-Key': internalKey };
  const authorizationKey = { Authorization: `ApiKey ${internalKey}` };
  const rest = `${restUrl}/echo`;
  const http = `${httpUrl}/echo`;
  return [
    {
      title: 'REST API: who is asking',
      scenarios: [
        { status: 200, why: 'an open route asks no authorizer', url: `${restUrl}/health` },
        { status: 401, why: 'no credential', url: rest },
        { status: 200, why: 'acme reads its own data', url: rest, headers: bearer(tokens.acme) },
        { status: 401, why: 'the token has expired', url: rest, headers: bearer(tokens.expired) },
        {
          status: 401,
          why: 'the token is for another API',
          url: rest,
          headers: bearer(tokens.otherAudience),
        },
        { status: 401, why: 'not a token at all', url: rest, headers: bearer('garbage') },
      ],
    },
    {
      title: 'REST API: whose data',
      scenarios: [
        {
          status: 403,
          why: 'acme may not act for globex',
          url: rest,
          headers: { ...bearer(tokens.acme), ...tenant('globex') },
        },
        {
          status: 200,
          why: 'a nested tenant, acme:eu, acts for its parent acme',
          url: rest,
          headers: { ...bearer(tokens.acmeEu), ...tenant('acme') },
        },
        {
          status: 403,
          why: 'a parent never acts for its child',
          url: rest,
          headers: { ...bearer(tokens.acme), ...tenant('acme:eu') },
        },
        {
          status: 200,
          why: 'a token for all tenants (*) reads everything',
          url: rest,
          headers: bearer(tokens.support),
        },
        {
          status: 200,
          why: 'the same token narrowed to globex',
          url: rest,
          headers: { ...bearer(tokens.support), ...tenant('globex') },
        },
      ],
    },
    {
      title: 'REST API: the internal key',
      scenarios: [
        { status: 200, why: 'a service with the internal key', url: rest, headers: key },
        {
          status: 200,
          why: 'the same key as a credential of Authorization',
          url: rest,
          headers: authorizationKey,
        },
        {
          status: 200,
          why: 'impersonation: the service acts as alice of acme',
          url: rest,
          headers: { ...key, ...tenant('acme'), 'X-Username': 'alice' },
        },
        {
          status: 401,
          why: 'a wrong key',
          url: rest,
          headers: { 'X-API-Key': 'x'.repeat(internalKey.length) },
        },
        {
          status: 401,
          why: 'a wrong key is final, even beside a good token',
          url: rest,
          headers: { ...bearer(tokens.acme), 'X-API-Key': 'x'.repeat(internalKey.length) },
        },
      ],
    },
    {
      title: 'HTTP API: the same authorizer, simple responses',
      scenarios: [
        { status: 200, why: 'an open route asks no authorizer', url: `${httpUrl}/health` },
        { status: 401, why: 'no credential', url: http },
        { status: 200, why: 'globex reads its own data', url: http, headers: bearer(tokens.globex) },
        {
          status: 403,
          why: 'globex may not act for acme',
          url: http,
          headers: { ...bearer(tokens.globex), ...tenant('acme') },
        },
        {
          status: 200,
          why: 'a nested tenant, acme:eu, acts for its parent acme',
          url: http,
          headers: { ...bearer(tokens.acmeEu), ...tenant('acme') },
        },
        {
          status: 200,
          why: 'impersonation with the internal key',
          url: http,
          headers: { ...key, ...tenant('globex'), 'X-Username': 'gina' },
        },
        { status: 401, why: 'the token has expired', url: http, headers: bearer(tokens.expired) },
        { status: 404, why: 'an unknown route', url: `${httpUrl}/nowhere` },
      ],
    },
    {
      title: "The gateway's cache (300 s, keyed by Authorization alone)",
      scenarios: [restUrl, httpUrl].flatMap((base): Scenario[] => [
        {
          status: 200,
          cache: 'miss',
          why: 'acme lists orders, the authorizer is asked',
          url: `${base}/cached/orders`,
          headers: bearer(tokens.acme),
        },
        {
          status: 200,
          cache: 'hit',
          why: 'the answer serves another route as well',
          url: `${base}/cached/orders/42`,
          headers: bearer(tokens.acme),
        },
        {
          status: 403,
          cache: 'hit',
          why: 'the tenant header is not in the key: the authorizer leaves it to the backend, which refuses globex',
          url: `${base}/cached/orders`,
          headers: { ...bearer(tokens.acme), ...tenant('globex') },
        },
        {
          status: 200,
          cache: 'miss',
          why: 'another credential, another entry',
          url: `${base}/cached/orders`,
          headers: authorizationKey,
        },
        { status: 401, why: 'no credential: refused without an invocation', url: `${base}/cached/orders` },
      ]),
    },
    {
      title: 'The OpenID provider',
      scenarios: [{ status: 200, why: 'a fresh token for acme', url: tokenUrl, form: tokenForm }],
    },
  ];
}

/** The lines to show: `# 200 why`, or `# 200 hit why`, and below it the command. */
export function formatScenario({ status, cache, why, url, headers = {}, form = {} }: Scenario): string[] {
  const options = [
    ...Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`),
    ...Object.entries(form).map(([name, value]) => `-d ${name}='${value}'`),
  ];
  return [['#', status, ...(cache ? [cache] : []), why].join(' '), ['curl -si', ...options, url].join(' ')];
}

export interface PrintedScenario {
  readonly status: number;
  readonly cache: string | undefined;
  readonly why: string;
  readonly command: string;
}

/** Finds in a terminal's output what formatScenario wrote. */
export function readScenarios(output: string): PrintedScenario[] {
  return [...output.matchAll(/^# (\d{3}) (?:(hit|miss) )?(.+)\n(curl .+)$/gm)].map(
    ([, status, cache, why = '', command = '']) => ({ status: Number(status), cache, why, command }),
  );
}
