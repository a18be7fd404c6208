import type { ClientRequest, GatewayRequest, Header } from '../../local/gateway/request.ts';
import { parseRoute } from '../../local/gateway/routes.ts';
import { HTTP_API, REST_API } from '../../local/cast.ts';

export const NOW = new Date('2026-11-25T08:31:05.000Z');
const REQUEST_ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

export function clientRequest(
  target: string,
  headers: readonly Header[] = [],
  method = 'GET',
): ClientRequest {
  return { method, target, headers, sourceIp: '127.0.0.1', protocol: 'HTTP/1.1' };
}

/** A request to `GET /orders/{id}` that has found its route. */
export function located(
  kind: 'rest' | 'http',
  { query = '', headers = [] }: { query?: string; headers?: readonly Header[] } = {},
): GatewayRequest {
  return {
    api: { ...(kind === 'rest' ? REST_API : HTTP_API), stageVariables: { colour: 'blue' } },
    client: clientRequest(`/orders/7?${query}`, headers),
    route: parseRoute('GET /orders/{id}'),
    parameters: { id: '7' },
    path: '/orders/7',
    rawQuery: query,
    requestId: REQUEST_ID,
    time: NOW,
  };
}

/** An IAM answer that allows the whole stage of the local REST API. */
export function policy(effect: 'Allow' | 'Deny', resource: string, context?: object): object {
  const statement = { Effect: effect, Action: 'execute-api:Invoke', Resource: resource };
  return {
    principalId: 'acme',
    policyDocument: { Version: '2012-10-17', Statement: [statement] },
    ...(context && { context }),
  };
}

export const REST_STAGE = 'arn:aws:execute-api:eu-west-1:123456789012:localrest1/dev';
export const HTTP_STAGE = 'arn:aws:execute-api:eu-west-1:123456789012:localhttp1/$default';
