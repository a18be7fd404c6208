import * as v from 'valibot';
import type { AccessRequest } from '../domain/request.ts';
import { arnSchema, parseAs, routeOf } from './parse.ts';

const schema = v.object({
  type: v.literal('TOKEN'),
  authorizationToken: v.string(),
  methodArn: arnSchema,
});

/**
 * A REST API's TOKEN event: the one header that is the identity source, and nothing else.
 * @param tokenHeader the name, in lower case, of that header
 */
export function parseRestToken(event: unknown, tokenHeader: string): AccessRequest {
  const { authorizationToken, methodArn } = parseAs('REST TOKEN', schema, event);
  return {
    kind: 'rest-token',
    arn: methodArn,
    headers: new Map([[tokenHeader, [authorizationToken]]]),
    query: new Map(),
    visibleHeaders: new Set([tokenHeader]),
    route: routeOf(methodArn),
    requestId: undefined,
  };
}
