import { type ApiIdentity, type GatewayRequest, queryOf, valuesOf } from './request.ts';

/** A part of the request that an authorizer requires, and that its cache key is made of. */
export interface IdentitySource {
  /** As configured: `method.request.header.Authorization` or `$request.header.Authorization`. */
  readonly expression: string;
  readonly place: 'header' | 'querystring' | 'context' | 'stageVariables';
  readonly name: string;
}

const FORMS = {
  rest: /^(?:method\.request\.(header|querystring)|(context|stageVariables))\.(\S+)$/,
  http: /^\$(?:request\.(header|querystring)|(context|stageVariables))\.(\S+)$/,
};

/** Reads a mapping expression of the API's kind. Throws on any other form. */
export function parseIdentitySource(kind: ApiIdentity['kind'], expression: string): IdentitySource {
  const [, requestPart, otherPart, name] = FORMS[kind].exec(expression) ?? [];
  const place = PLACES.find((known) => known === (requestPart ?? otherPart));
  if (!place || !name)
    throw new Error(`not an identity source of a ${kind.toUpperCase()} API: ${expression}`);
  return { expression, place, name };
}

const PLACES = ['header', 'querystring', 'context', 'stageVariables'] as const;

/**
 * The values of all sources, or undefined when one is missing or empty: the gateway then answers 401 without
 * asking the authorizer. Source: API Gateway, "CreateAuthorizer", identitySource.
 */
export function identityOf(
  sources: readonly IdentitySource[],
  request: GatewayRequest,
): string[] | undefined {
  const values = sources.map((source) => valueOf(source, request));
  return values.every((value) => value !== undefined && value !== '') ? values.map(String) : undefined;
}

function valueOf({ place, name }: IdentitySource, request: GatewayRequest): string | undefined {
  switch (place) {
    case 'header':
      return pick(request, valuesOf(request.client.headers, name));
    case 'querystring':
      return pick(
        request,
        queryOf(request).flatMap(([other, value]) => (other === name ? [value] : [])),
      );
    case 'context':
      return contextOf(request)[name];
    case 'stageVariables':
      return request.api.stageVariables?.[name];
  }
}

// Of a repeated header or parameter a REST API takes the last, an HTTP API joins them all.
function pick({ api }: GatewayRequest, values: readonly string[]): string | undefined {
  return api.kind === 'rest' ? values.at(-1) : values.length > 0 ? values.join(',') : undefined;
}

function contextOf({
  api,
  client,
  route,
  path,
  requestId,
}: GatewayRequest): Record<string, string | undefined> {
  return {
    accountId: api.accountId,
    apiId: api.apiId,
    stage: api.stage,
    httpMethod: client.method,
    path: api.kind === 'rest' ? `/${api.stage}${path}` : path,
    protocol: client.protocol,
    requestId,
    'identity.sourceIp': client.sourceIp,
    'identity.userAgent': valuesOf(client.headers, 'user-agent')[0],
    ...(api.kind === 'rest' ? { resourcePath: route.path } : { routeKey: route.key }),
  };
}
