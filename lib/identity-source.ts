import { IdentitySource as RestIdentitySource } from 'aws-cdk-lib/aws-apigateway';

/**
 * A part of the request that goes into the gateway's cache key, in the notation that all kinds of API share
 * here and that `AUTH_IDENTITY_SOURCES` uses: `header.Authorization`, `querystring.token`.
 */
export type IdentitySource = `header.${string}` | `querystring.${string}`;

/** Where a browser can put the token of a WebSocket. */
export type WebSocketTokenSource = `querystring.${string}` | 'header.Sec-WebSocket-Protocol';

/** The route: not a part a caller names, so it is not offered as an `IdentitySource`. */
export const ROUTE_SOURCE = 'context.routeKey';

/** What a cache key may be made of, the route included. */
export type CacheKeyPart = IdentitySource | typeof ROUTE_SOURCE;

/** The lower-case names of the headers in the key: header names are case-insensitive. */
export function headersIn(parts: readonly CacheKeyPart[]): readonly string[] {
  return parts.filter((part) => kindOf(part) === 'header').map((part) => nameOf(part).toLowerCase());
}

/**
 * For a REST API. The route is two sources there: `resourcePath` is the resource's template (`/orders/{id}`).
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html
 */
export function restIdentitySources(parts: readonly CacheKeyPart[]): string[] {
  return parts.flatMap((part) => {
    if (part === ROUTE_SOURCE) {
      return [RestIdentitySource.context('httpMethod'), RestIdentitySource.context('resourcePath')];
    }
    return kindOf(part) === 'header'
      ? [RestIdentitySource.header(nameOf(part))]
      : [RestIdentitySource.queryString(nameOf(part))];
  });
}

/**
 * For an HTTP API.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function httpIdentitySources(parts: readonly CacheKeyPart[]): string[] {
  return parts.map((part) => (part === ROUTE_SOURCE ? `$${part}` : `$request.${part}`));
}

/**
 * For a WebSocket API: there is one authorized route, `$connect`, so the route says nothing and is left out.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export function webSocketIdentitySources(parts: readonly CacheKeyPart[]): string[] {
  return parts.filter((part) => part !== ROUTE_SOURCE).map((part) => `route.request.${part}`);
}

function kindOf(part: CacheKeyPart): string {
  return part.slice(0, part.indexOf('.'));
}

function nameOf(part: CacheKeyPart): string {
  return part.slice(part.indexOf('.') + 1);
}
