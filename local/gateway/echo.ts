import * as v from 'valibot';
import type { GatewayResponse } from './responses.ts';

const restEvent = v.object({
  httpMethod: v.string(),
  path: v.string(),
  requestContext: v.object({ authorizer: v.optional(v.record(v.string(), v.unknown())) }),
});

const httpEvent = v.object({
  rawPath: v.string(),
  requestContext: v.object({
    http: v.object({ method: v.string() }),
    authorizer: v.optional(v.object({ lambda: v.record(v.string(), v.unknown()) })),
  }),
});

const echoed = v.union([
  v.pipe(
    restEvent,
    v.transform(({ httpMethod, path, requestContext }) => ({
      method: httpMethod,
      path,
      authorizer: requestContext.authorizer,
    })),
  ),
  v.pipe(
    httpEvent,
    v.transform(({ rawPath, requestContext }) => ({
      method: requestContext.http.method,
      path: rawPath,
      authorizer: requestContext.authorizer?.lambda,
    })),
  ),
]);

/** The backend behind every local route: shows what a backend function gets to know about the caller. */
export function echo(event: object): GatewayResponse {
  const body = JSON.stringify(v.parse(echoed, event), undefined, 2);
  return { status: 200, headers: { 'content-type': 'application/json' }, body: `${body}\n` };
}
