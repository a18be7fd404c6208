import * as v from 'valibot';
import { readTenantContext, TenantContextError } from '../../context/index.ts';
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
  const { authorizer, ...request } = v.parse(echoed, event);
  // Any other authorizer's context is shown as it is.
  if (authorizer?.['decisionId'] === undefined) return json(200, { ...request, authorizer });
  try {
    return json(200, { ...request, authorizer, tenant: readTenantContext(event) });
  } catch (error) {
    if (!(error instanceof TenantContextError)) throw error;
    return json(error.status, { message: 'The backend refuses.', code: error.code });
  }
}

function json(status: number, body: object): GatewayResponse {
  const text = JSON.stringify(body, undefined, 2);
  return { status, headers: { 'content-type': 'application/json' }, body: `${text}\n` };
}
