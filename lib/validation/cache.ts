import type { AuthorizerCache } from '../authorizer-cache.ts';
import { headerNames } from '../header-names.ts';
import { headersIn, ROUTE_SOURCE } from '../identity-source.ts';
import type { TenantAuthorizerProps } from '../props.ts';
import { durationOf } from './duration.ts';
import { type Problem, problemIf } from './problem.ts';

/** API Gateway's own limit, for every kind of API; CDK does not check it for HTTP APIs. */
const MAX_TTL_SECONDS = 3600;
const SOURCE = /^(header|querystring)\.[A-Za-z0-9_-]+$/;
const SOURCES = 'cache.identitySources';

/**
 * What is wrong with the cache. The rules come from two facts: the gateway answers 401 to a request that
 * lacks any of the key's parts, and the authorizer sees nothing but the key's parts.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function checkCache(props: TenantAuthorizerProps, cache: AuthorizerCache): Problem[] {
  if (!cache.enabled) return [];
  return [...checkTtl(cache), ...checkSources(props, cache)];
}

function checkTtl({ ttl }: AuthorizerCache): Problem[] {
  const seconds = durationOf(ttl);
  return [
    ...problemIf(
      seconds === undefined || seconds > MAX_TTL_SECONDS,
      'cache.ttl',
      `must be whole seconds, at most ${MAX_TTL_SECONDS}, and known at synth.`,
    ),
    ...problemIf(seconds === 0, 'cache.ttl', 'is 0; say `AuthorizerCache.disabled()` for no caching.'),
  ];
}

function checkSources(props: TenantAuthorizerProps, { key }: AuthorizerCache): Problem[] {
  const sources = key.filter((part) => part !== ROUTE_SOURCE);
  const headers = headersIn(sources);
  const apiKey = headerNames(props).apiKey.toLowerCase();
  const usesBearer = [props.oidc, props.hs256, props.trusted].some((mode) => mode !== undefined);
  const hasBearer = headers.includes('authorization');
  return [
    ...problemIf(
      sources.length === 0,
      SOURCES,
      'is empty, so one answer would be replayed for every caller; leave it out for the Authorization header.',
    ),
    ...problemIf(
      sources.some((source) => !SOURCE.test(source)) ||
        new Set(sources.map(normalized)).size < sources.length,
      SOURCES,
      'must list, once each, `header.<name>` or `querystring.<name>`.',
    ),
    ...problemIf(
      hasBearer && headers.includes(apiKey),
      SOURCES,
      'has two credential headers, and the gateway answers 401 unless a request has both; keep ' +
        '`header.Authorization` and send keys as `Authorization: ApiKey <key>`, or use two authorizers.',
    ),
    ...problemIf(
      sources.length > 0 && usesBearer && !hasBearer,
      SOURCES,
      'lacks `header.Authorization`, so no token would ever be seen; add it.',
    ),
    ...problemIf(
      sources.length > 0 && props.internalKey !== undefined && !hasBearer && !headers.includes(apiKey),
      SOURCES,
      `lacks \`header.Authorization\` (or \`header.${headerNames(props).apiKey}\`), so no key would ever be seen.`,
    ),
    ...problemIf(
      props.webSocketToken !== undefined,
      'webSocketToken',
      'is outside the cache key and would never be seen; give the WebSocket API an authorizer of its own ' +
        'without a cache (API Gateway does not cache for WebSocket APIs anyway).',
    ),
  ];
}

/** Header names are case-insensitive, the names of query parameters are not. */
function normalized(source: string): string {
  return source.startsWith('header.') ? source.toLowerCase() : source;
}
