import type { APIGatewayAuthorizerResult, APIGatewaySimpleAuthorizerWithContextResult } from 'aws-lambda';
import type { Decision } from '../domain/decision.ts';
import { Fault } from '../domain/fault.ts';
import type { AccessRequest } from '../domain/request.ts';
import { allowContext, denyContext, type ResponseContext } from './context.ts';
import { policyResponse } from './policy.ts';

export type AuthorizerResponse =
  | APIGatewayAuthorizerResult
  | APIGatewaySimpleAuthorizerWithContextResult<ResponseContext>;

/** What has to be thrown to make the gateway answer 401: it looks for exactly this message. */
export class Unauthorized extends Error {
  override readonly name = 'Unauthorized';

  constructor() {
    super('Unauthorized');
  }
}

const MAX_RESPONSE_BYTES = 8192;

/**
 * Says a decision in the words that the asking gateway understands.
 * @param httpResponse what an HTTP API's authorizer of payload format 2.0 is set up to answer
 * @returns Unauthorized, to be thrown, for a decision that means 401
 * @throws Fault `response.too_large` beyond the gateway's 8 KB, which it would answer with a 500 of its own
 */
export function respond(
  decision: Decision,
  request: AccessRequest,
  decisionId: string,
  httpResponse: 'simple' | 'iam',
): AuthorizerResponse | Unauthorized {
  if (decision.outcome === 'unauthenticated') return new Unauthorized();
  const isAuthorized = decision.outcome === 'allowed';
  const context = isAuthorized ? allowContext(decision, decisionId) : denyContext(decision, decisionId);
  const principalId = decision.principal?.principalId ?? 'anonymous';
  const response =
    request.kind === 'http-2.0' && httpResponse === 'simple'
      ? { isAuthorized, context }
      : policyResponse(isAuthorized ? 'Allow' : 'Deny', principalId, request.arn, context);
  if (Buffer.byteLength(JSON.stringify(response)) > MAX_RESPONSE_BYTES) {
    throw new Fault('response.too_large', 'The answer is larger than the 8 KB that the gateway takes.');
  }
  return response;
}
