import type { Route, RouteMatch } from './routes.ts';

export type Header = readonly [name: string, value: string];

/** A request as it came over the wire. */
export interface ClientRequest {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly target: string;
  /** In order, with the client's spelling of names, repeated ones included. */
  readonly headers: readonly Header[];
  readonly sourceIp: string;
  /** `HTTP/1.1`. */
  readonly protocol: string;
}

/** The API and stage that a request reaches; an HTTP API's stage is `$default`. */
export interface ApiIdentity {
  readonly kind: 'rest' | 'http';
  readonly apiId: string;
  readonly stage: string;
  readonly region: string;
  readonly accountId: string;
  readonly stageVariables?: Readonly<Record<string, string>>;
}

/** A request that found its route, with everything that events and identity sources are made of. */
export interface GatewayRequest extends RouteMatch<Route> {
  readonly api: ApiIdentity;
  readonly client: ClientRequest;
  /**
   * Without the stage. As in AWS, a REST API leaves it percent-encoded and an HTTP API decodes it.
   */
  readonly path: string;
  /** Percent-encoded, without the question mark. */
  readonly rawQuery: string;
  readonly requestId: string;
  readonly time: Date;
}

/** `arn:aws:execute-api:{region}:{account}:{apiId}/{stage}/{VERB}/{path}`, with the path that was asked for. */
export function arnOf({ api, client, path }: GatewayRequest): string {
  return `arn:aws:execute-api:${api.region}:${api.accountId}:${api.apiId}/${api.stage}/${client.method}${path}`;
}

/** What the gateway passes on: the client's headers and its own forwarding and tracing ones. */
export function forwardedHeaders({ client, requestId, time }: GatewayRequest): readonly Header[] {
  const seconds = Math.floor(time.getTime() / 1000).toString(16);
  const forwardedFor = valuesOf(client.headers, 'x-forwarded-for');
  return [
    ...client.headers.filter(([name]) => !name.toLowerCase().startsWith('x-forwarded-')),
    ['X-Amzn-Trace-Id', `Root=1-${seconds}-${requestId.replaceAll('-', '').slice(0, 24)}`],
    ['X-Forwarded-For', [...forwardedFor, client.sourceIp].join(', ')],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ];
}

/** All values of a header, whose name is matched in any case. */
export function valuesOf(headers: readonly Header[], name: string): string[] {
  return headers.filter(([other]) => other.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

/** Query parameters, decoded, in order. */
export function queryOf({ rawQuery }: GatewayRequest): readonly Header[] {
  return [...new URLSearchParams(rawQuery)];
}

/** Repeated names keep their last value, as a REST API's single-valued maps do. */
export function lastValues(pairs: readonly Header[]): Record<string, string> {
  return Object.fromEntries(pairs);
}

/** Repeated names keep all values, in order. */
export function allValues(pairs: readonly Header[]): Record<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
}

/** Repeated names are joined by commas, as an HTTP API's format 2.0 does. */
export function joinedValues(pairs: readonly Header[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(allValues(pairs)).map(([name, values]) => [name, values.join(',')]),
  );
}
