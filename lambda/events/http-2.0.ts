import * as v from 'valibot';
import type { AccessRequest } from '../domain/request.ts';
import { fieldSchemas, readHeaders, readQuery } from './fields.ts';
import { arnSchema, parseAs, requestContextSchema, routeOf } from './parse.ts';

const schema = v.object({
  type: v.literal('REQUEST'),
  routeArn: arnSchema,
  headers: fieldSchemas.headers,
  queryStringParameters: fieldSchemas.queryStringParameters,
  requestContext: requestContextSchema,
});

/** An HTTP API's event in payload format 2.0: lower-case header names, repeated values joined by commas. */
export function parseHttp20(event: unknown): AccessRequest {
  const parsed = parseAs('HTTP API 2.0', schema, event);
  const fields = { ...parsed, multiValueHeaders: {}, multiValueQueryStringParameters: {} };
  return {
    kind: 'http-2.0',
    arn: parsed.routeArn,
    headers: readHeaders(fields),
    query: readQuery(fields),
    visibleHeaders: 'all',
    route: routeOf(parsed.routeArn),
    requestId: parsed.requestContext.requestId ?? undefined,
  };
}
