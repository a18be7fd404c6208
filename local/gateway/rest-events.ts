import {
  allValues,
  arnOf,
  forwardedHeaders,
  type GatewayRequest,
  lastValues,
  queryOf,
  valuesOf,
} from './request.ts';
import { domainOf, requestTime } from './times.ts';

/** A REST API's TOKEN event: the token, the method's ARN and nothing else. */
export function restTokenEvent(request: GatewayRequest, token: string): object {
  return { type: 'TOKEN', authorizationToken: token, methodArn: arnOf(request) };
}

/** A REST API's REQUEST event, header names as the client wrote them. */
export function restRequestEvent(request: GatewayRequest): object {
  return { type: 'REQUEST', methodArn: arnOf(request), ...requestParts(request) };
}

/** The event of a Lambda proxy integration: what the authorizer said is under `requestContext.authorizer`. */
export function restIntegrationEvent(request: GatewayRequest, authorizer: object | undefined): object {
  const { requestContext, ...parts } = requestParts(request);
  return { ...parts, requestContext: { ...requestContext, authorizer }, body: null, isBase64Encoded: false };
}

function requestParts(request: GatewayRequest) {
  const { api, client, route, parameters, path } = request;
  const headers = forwardedHeaders(request);
  const query = queryOf(request);
  return {
    resource: route.path,
    path,
    httpMethod: client.method,
    headers: lastValues(headers),
    multiValueHeaders: allValues(headers),
    queryStringParameters: lastValues(query),
    multiValueQueryStringParameters: allValues(query),
    pathParameters: parameters,
    stageVariables: api.stageVariables ?? {},
    requestContext: requestContextOf(request),
  };
}

function requestContextOf({ api, client, route, path, requestId, time }: GatewayRequest) {
  return {
    resourceId: 'local1',
    resourcePath: route.path,
    httpMethod: client.method,
    extendedRequestId: requestId,
    requestTime: requestTime(time),
    path: `/${api.stage}${path}`,
    accountId: api.accountId,
    protocol: client.protocol,
    stage: api.stage,
    domainPrefix: api.apiId,
    requestTimeEpoch: time.getTime(),
    requestId,
    identity: {
      cognitoIdentityPoolId: null,
      accountId: null,
      cognitoIdentityId: null,
      caller: null,
      sourceIp: client.sourceIp,
      principalOrgId: null,
      accessKey: null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: null,
      userAgent: valuesOf(client.headers, 'user-agent')[0] ?? null,
      user: null,
    },
    domainName: domainOf(api),
    apiId: api.apiId,
  };
}
