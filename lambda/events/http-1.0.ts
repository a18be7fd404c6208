import type { AccessRequest } from '../domain/request.ts';
import { parseMethodArnRequest } from './method-arn.ts';

/**
 * An HTTP API's event in payload format 1.0. Its `identitySource` and `authorizationToken` repeat, joined by
 * commas, what the headers already say, so they are not read.
 */
export function parseHttp10(event: unknown): AccessRequest {
  return parseMethodArnRequest('http-1.0', event);
}
