import type { AccessRequest } from '../domain/request.ts';
import { parseMethodArnRequest } from './method-arn.ts';

/** A REST API's REQUEST event. Its maps may be null (the console's tester sends nulls). */
export function parseRestRequest(event: unknown): AccessRequest {
  return parseMethodArnRequest('rest-request', event);
}
