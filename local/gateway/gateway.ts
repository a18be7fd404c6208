import type { Answer, Authorization, Authorizer } from './authorizer.ts';
import { httpIntegrationEvent } from './http-events.ts';
import type { ApiIdentity, ClientRequest, GatewayRequest } from './request.ts';
import { type GatewayResponse, type Refusal, refuse, requestIdHeader } from './responses.ts';
import { restIntegrationEvent } from './rest-events.ts';
import { matchRoute, parseRoute } from './routes.ts';

/** A Lambda proxy integration: gets the event a backend function would get. */
export type Backend = (event: object) => Promise<GatewayResponse> | GatewayResponse;

/** What became of one request, for a log line. Holds no credential: the query is left out. */
export interface RequestReport {
  readonly kind: ApiIdentity['kind'];
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly cache?: NonNullable<Answer['cache']>['state'];
  /** Why the authorizer could not answer. */
  readonly failure?: string;
}

export interface GatewaySettings {
  readonly api: ApiIdentity;
  /** Route key (`GET /orders/{id}`) to its authorizer; null leaves the route open. */
  readonly routes: Readonly<Record<string, Authorizer | null>>;
  readonly backend: Backend;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly onRequest?: (report: RequestReport) => void;
}

type Located = GatewayRequest & { readonly route: { readonly authorizer: Authorizer | null } };

interface Handled {
  readonly response: GatewayResponse;
  readonly answer?: Answer;
}

/** One API with one stage: finds the route, asks its authorizer, hands over to the backend. */
export class Gateway {
  readonly #settings: GatewaySettings;
  readonly #routes: readonly (ReturnType<typeof parseRoute> & { authorizer: Authorizer | null })[];

  constructor(settings: GatewaySettings) {
    this.#settings = settings;
    this.#routes = Object.entries(settings.routes).map(([key, authorizer]) => ({
      ...parseRoute(key),
      authorizer,
    }));
  }

  async handle(client: ClientRequest): Promise<GatewayResponse> {
    const { api, newId, onRequest } = this.#settings;
    const requestId = newId();
    const { response, answer } = await this.#answer(client, requestId);
    const failure = answer?.authorization.outcome === 'error' ? answer.authorization.reason : undefined;
    onRequest?.({
      kind: api.kind,
      requestId,
      method: client.method,
      path: client.target.split('?', 1).join(),
      status: response.status,
      ...(answer?.cache && { cache: answer.cache.state }),
      ...(failure !== undefined && { failure }),
    });
    const headers = { ...response.headers, ...requestIdHeader(api.kind, requestId), ...cacheHeaders(answer) };
    return { ...response, headers };
  }

  async #answer(client: ClientRequest, requestId: string): Promise<Handled> {
    const { api } = this.#settings;
    const request = this.#locate(client, requestId);
    if (typeof request === 'string') return { response: refuse(api.kind, request) };
    const answer = await request.route.authorizer?.authorize(request);
    if (!answer) return { response: await this.#callBackend(request, undefined) };
    const { authorization } = answer;
    if (authorization.outcome !== 'allow')
      return { response: refuse(api.kind, authorization.outcome), answer };
    return { response: await this.#callBackend(request, authorizerContext(api.kind, authorization)), answer };
  }

  #locate(client: ClientRequest, requestId: string): Located | Refusal {
    const { api, now } = this.#settings;
    const [, rawPath, , rawQuery = ''] = /^(\/[^?#]*)(\?([^#]*))?/.exec(client.target) ?? [];
    const decoded = rawPath && decode(rawPath);
    if (!rawPath || !decoded) return 'bad-request';
    const path = api.kind === 'http' ? decoded : withoutStage(api.stage, rawPath);
    if (!path) return 'no-stage';
    const match = matchRoute(this.#routes, client.method, path);
    return match ? { ...match, api, client, path, rawQuery, requestId, time: now() } : 'no-route';
  }

  async #callBackend(request: GatewayRequest, authorizer: object | undefined): Promise<GatewayResponse> {
    const { api, backend } = this.#settings;
    const event = api.kind === 'rest' ? restIntegrationEvent : httpIntegrationEvent;
    try {
      return await backend(event(request, authorizer));
    } catch {
      return refuse(api.kind, 'backend-failed');
    }
  }
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function withoutStage(stage: string, path: string): string | undefined {
  if (path === `/${stage}`) return '/';
  return path.startsWith(`/${stage}/`) ? path.slice(stage.length + 1) : undefined;
}

// A REST API turns every context value into a string; an HTTP API hands over the types it got.
function authorizerContext(
  kind: ApiIdentity['kind'],
  { context, principalId }: Extract<Authorization, { outcome: 'allow' }>,
): object {
  if (kind === 'http') return { lambda: context };
  const strings = Object.entries(context).map(([name, value]) => [name, String(value)]);
  return { ...Object.fromEntries(strings), principalId, integrationLatency: 0 };
}

function cacheHeaders(answer: Answer | undefined): Record<string, string> {
  if (!answer?.cache) return {};
  const { state, key } = answer.cache;
  return { 'x-authorizer-cache': state, ...(key && { 'x-authorizer-cache-key': key }) };
}
