import { Fault } from '../domain/fault.ts';
import type { AccessRequest } from '../domain/request.ts';
import { parseHttp10 } from './http-1.0.ts';
import { parseHttp20 } from './http-2.0.ts';
import { parseRestRequest } from './rest-request.ts';
import { parseRestToken } from './rest-token.ts';
import { parseWebSocket } from './websocket.ts';

/**
 * Reads a gateway's event, whichever of the five kinds it is.
 * @param tokenHeader the header, in lower case, that a TOKEN event's `authorizationToken` was taken from
 * @throws Fault `event.unsupported` for none of the five, `event.malformed` for a damaged one
 */
export function parseEvent(event: unknown, tokenHeader: string): AccessRequest {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new Fault('event.malformed', 'The event is not an object.');
  }
  // In this order, and never by `version` alone: SAM's local gateway sends hybrids.
  if ('type' in event && event.type === 'TOKEN') return parseRestToken(event, tokenHeader);
  if ('routeArn' in event && typeof event.routeArn === 'string') return parseHttp20(event);
  if ('methodArn' in event && typeof event.methodArn === 'string') {
    if (isConnect(event)) return parseWebSocket(event);
    if (('version' in event && event.version === '1.0') || 'identitySource' in event)
      return parseHttp10(event);
    return parseRestRequest(event);
  }
  throw new Fault(
    'event.unsupported',
    'The event is none that a REST, HTTP or WebSocket API sends to a Lambda authorizer.',
  );
}

function isConnect(event: object): boolean {
  if (!('requestContext' in event)) return false;
  const context = event.requestContext;
  if (typeof context !== 'object' || context === null) return false;
  const { connectionId, eventType }: { connectionId?: unknown; eventType?: unknown } = context;
  return typeof connectionId === 'string' || typeof eventType === 'string';
}
