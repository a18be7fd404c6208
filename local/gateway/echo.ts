import * as v from 'valibot';
import { withLeftOverrides } from './left-overrides.ts';
import type { GatewayResponse } from './responses.ts';

const restEvent = v.object({
  httpMethod: v.string(),
  path: v.string(),
  headers: v.record(v.string(), v.string()),
  requestContext: v.object({ authorizer: v.optional(v.record(v.string(), v.unknown())) }),
});

const httpEvent = v.object({
  rawPath: v.string(),
  headers: v.record(v.string(), v.string()),
  requestContext: v.object({
    http: v.object({ method: v.string() }),
    authorizer: v.optional(v.object({ lambda: v.record(v.string(), v.unknown()) })),
  }),
});

const echoed = v.union([
  v.pipe(
    restEvent,
    v.transform(({ httpMethod, path, headers, requestContext }) => ({
      headers,
      method: httpMethod,
      path,
      authorizer: requestContext.authorizer,
    })),
  ),
  v.pipe(
    httpEvent,
    v.transform(({ rawPath, headers, requestContext }) => ({
      headers,
      method: requestContext.http.method,
      path: rawPath,
      authorizer: requestContext.authorizer?.lambda,
    })),
  ),
]);

/** The backend behind every local route: shows what a backend function gets to know about the caller. */
export function echo(event: object): GatewayResponse {
  const { headers, authorizer, ...request } = v.parse(echoed, event);
  const context = authorizer && withLeftOverrides(authorizer, headers);
  if (typeof context === 'string') return json(403, { message: 'The backend refuses.', denial: context });
  return json(200, { ...request, authorizer: context });
}

function json(status: number, body: object): GatewayResponse {
  const text = JSON.stringify(body, undefined, 2);
  return { status, headers: { 'content-type': 'application/json' }, body: `${text}\n` };
}
