import type { APIGatewayAuthorizerResult } from 'aws-lambda';
import { type ExecuteApiArn, stageResource } from '../domain/arn.ts';
import type { ResponseContext } from './context.ts';

/**
 * An IAM policy over the whole stage. The gateway may cache it and apply it to every route that shares the
 * authorizer, so naming one route would shut the others; and the request's own path never gets in, for a `*`
 * in it would be a wildcard.
 */
export function policyResponse(
  effect: 'Allow' | 'Deny',
  principalId: string,
  arn: ExecuteApiArn,
  context: ResponseContext,
): APIGatewayAuthorizerResult {
  return {
    principalId,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: stageResource(arn) }],
    },
    context,
  };
}
