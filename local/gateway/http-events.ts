import {
  allValues,
  arnOf,
  forwardedHeaders,
  type GatewayRequest,
  type Header,
  joinedValues,
  lastValues,
  queryOf,
  valuesOf,
} from './request.ts';
import { domainOf, requestTime } from './times.ts';

/**
 * An HTTP API's authorizer event in payload format 1.0.
 * @param identity the values of the identity sources, in their order
 */
export function http10Event(request: GatewayRequest, identity: readonly string[]): object {
  const { api, client, route, parameters, path, requestId } = request;
  const headers = lowerCase(forwardedHeaders(request));
  const query = queryOf(request);
  const identitySource = identity.join(',');
  return {
    version: '1.0',
    type: 'REQUEST',
    methodArn: arnOf(request),
    identitySource,
    authorizationToken: identitySource,
    resource: route.path,
    path,
    httpMethod: client.method,
    headers: lastValues(headers),
    multiValueHeaders: allValues(headers),
    queryStringParameters: lastValues(query),
    multiValueQueryStringParameters: allValues(query),
    pathParameters: parameters,
    stageVariables: api.stageVariables ?? {},
    requestContext: {
      path,
      accountId: api.accountId,
      resourceId: route.key,
      stage: api.stage,
      requestId,
      identity: { sourceIp: client.sourceIp, userAgent: userAgentOf(request) },
      resourcePath: route.path,
      httpMethod: client.method,
      apiId: api.apiId,
    },
  };
}

/** An HTTP API's authorizer event in payload format 2.0; `identitySource` is null when none is configured. */
export function http20Event(request: GatewayRequest, identity: readonly string[]): object {
  return {
    version: '2.0',
    type: 'REQUEST',
    routeArn: arnOf(request),
    identitySource: identity.length > 0 ? identity : null,
    ...requestParts(request),
  };
}

/** The event of a Lambda integration in format 2.0: context is under `requestContext.authorizer.lambda`. */
export function httpIntegrationEvent(request: GatewayRequest, authorizer: object | undefined): object {
  const { requestContext, ...parts } = requestParts(request);
  return {
    version: '2.0',
    ...parts,
    requestContext: { ...requestContext, authorizer },
    isBase64Encoded: false,
  };
}

function requestParts(request: GatewayRequest) {
  const { api, client, route, parameters, path, rawQuery, requestId, time } = request;
  const headers = lowerCase(forwardedHeaders(request));
  const cookies = valuesOf(headers, 'cookie').flatMap((value) => value.split(/;\s*/));
  const query = joinedValues(queryOf(request));
  return {
    routeKey: route.key,
    rawPath: path,
    rawQueryString: rawQuery,
    ...(cookies.length > 0 && { cookies }),
    headers: joinedValues(headers.filter(([name]) => name !== 'cookie')),
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    requestContext: {
      accountId: api.accountId,
      apiId: api.apiId,
      domainName: domainOf(api),
      domainPrefix: api.apiId,
      http: {
        method: client.method,
        path,
        protocol: client.protocol,
        sourceIp: client.sourceIp,
        userAgent: userAgentOf(request),
      },
      requestId,
      routeKey: route.key,
      stage: api.stage,
      time: requestTime(time),
      timeEpoch: time.getTime(),
    },
    ...(Object.keys(parameters).length > 0 && { pathParameters: parameters }),
    ...(api.stageVariables && { stageVariables: api.stageVariables }),
  };
}

function userAgentOf({ client }: GatewayRequest): string {
  return valuesOf(client.headers, 'user-agent')[0] ?? '';
}

function lowerCase(headers: readonly Header[]): Header[] {
  return headers.map(([name, value]) => [name.toLowerCase(), value]);
}
