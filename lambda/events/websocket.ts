import type { AccessRequest } from '../domain/request.ts';
import { parseMethodArnRequest } from './method-arn.ts';

/** A WebSocket API's `$connect`, the only route of such an API that can have an authorizer. */
export function parseWebSocket(event: unknown): AccessRequest {
  return parseMethodArnRequest('websocket', event);
}
