import type { ApiIdentity } from './request.ts';

export interface GatewayResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the gateway answers by itself, without the backend. */
export type Refusal =
  | 'unauthorized'
  | 'explicit-deny'
  | 'implicit-deny'
  | 'error'
  | 'no-route'
  | 'no-stage'
  | 'bad-request'
  | 'backend-failed';

type Answer = readonly [status: number, body: object, errorType?: string];

// Bodies as observed on AWS, down to the capital M of REST denials and the null of authorizer failures.
// Source: API Gateway, "Gateway response types".
const REST: Record<Refusal, Answer> = {
  unauthorized: [401, { message: 'Unauthorized' }, 'UnauthorizedException'],
  'explicit-deny': [
    403,
    { Message: 'User is not authorized to access this resource with an explicit deny' },
    'AccessDeniedException',
  ],
  'implicit-deny': [
    403,
    { Message: 'User is not authorized to access this resource' },
    'AccessDeniedException',
  ],
  error: [500, { message: null }, 'AuthorizerConfigurationException'],
  'no-route': [403, { message: 'Missing Authentication Token' }, 'MissingAuthenticationTokenException'],
  'no-stage': [403, { message: 'Forbidden' }, 'ForbiddenException'],
  'bad-request': [400, { message: 'Bad Request' }, 'BadRequestException'],
  'backend-failed': [502, { message: 'Internal server error' }, 'InternalServerErrorException'],
};

const HTTP: Record<Refusal, Answer> = {
  unauthorized: [401, { message: 'Unauthorized' }],
  'explicit-deny': [403, { message: 'Forbidden' }],
  'implicit-deny': [403, { message: 'Forbidden' }],
  error: [500, { message: 'Internal Server Error' }],
  'no-route': [404, { message: 'Not Found' }],
  'no-stage': [404, { message: 'Not Found' }],
  'bad-request': [400, { message: 'Bad Request' }],
  'backend-failed': [500, { message: 'Internal Server Error' }],
};

export function refuse(kind: ApiIdentity['kind'], refusal: Refusal): GatewayResponse {
  const [status, body, errorType] = (kind === 'rest' ? REST : HTTP)[refusal];
  return {
    status,
    headers: { 'content-type': 'application/json', ...(errorType && { 'x-amzn-errortype': errorType }) },
    body: JSON.stringify(body),
  };
}

/** The header by which each kind of API tells its request id. */
export function requestIdHeader(kind: ApiIdentity['kind'], requestId: string): Record<string, string> {
  return { [kind === 'rest' ? 'x-amzn-requestid' : 'apigw-requestid']: requestId };
}
