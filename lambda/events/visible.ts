import type { AccessRequest, Fields } from '../domain/request.ts';
import type { IdentitySource } from '../domain/identity-source.ts';

/**
 * Reduces a request to what the gateway's cache key holds. With caching on, two requests with one key get one
 * answer from the gateway, so nothing else of the request may take part in the decision. Without identity
 * sources (no caching) the request stays as it is.
 */
export function visibleRequest(request: AccessRequest, sources: readonly IdentitySource[]): AccessRequest {
  if (sources.length === 0) return request;
  const headers = named(sources, 'header');
  return {
    ...request,
    headers: only(request.headers, headers),
    visibleHeaders: headers,
    query: only(request.query, named(sources, 'querystring')),
    route: undefined,
  };
}

function named(sources: readonly IdentitySource[], kind: IdentitySource['kind']): Set<string> {
  return new Set(sources.filter((source) => source.kind === kind).map((source) => source.name));
}

function only(fields: Fields, names: ReadonlySet<string>): Fields {
  return new Map([...fields].filter(([name]) => names.has(name)));
}
