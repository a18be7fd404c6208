import * as v from 'valibot';
import type { AccessRequest, GatewayKind } from '../domain/request.ts';
import { fieldSchemas, readHeaders, readQuery } from './fields.ts';
import { arnSchema, parseAs, requestContextSchema, routeOf } from './parse.ts';

const schema = v.object({
  type: v.literal('REQUEST'),
  methodArn: arnSchema,
  ...fieldSchemas,
  requestContext: requestContextSchema,
});

/** What the REQUEST events of REST APIs, of HTTP APIs in format 1.0 and of WebSocket APIs have in common. */
export function parseMethodArnRequest(kind: GatewayKind, event: unknown): AccessRequest {
  const parsed = parseAs(kind, schema, event);
  return {
    kind,
    arn: parsed.methodArn,
    headers: readHeaders(parsed),
    query: readQuery(parsed),
    visibleHeaders: 'all',
    route: routeOf(parsed.methodArn),
    requestId: parsed.requestContext.requestId ?? undefined,
  };
}
