import * as errors from 'aws-jwt-verify/error';
import type { DenialCode } from '../domain/denial.ts';
import { Fault } from '../domain/fault.ts';

type ErrorClass = abstract new (...parameters: never[]) => Error;

/**
 * What each error class of aws-jwt-verify means. `fault` stands for those that a token can't cause: key
 * fetching and its configuration are this project's own, so meeting one is a defect.
 */
export const VERIFICATION_ERRORS: ReadonlyMap<ErrorClass, DenialCode | 'fault'> = new Map<
  ErrorClass,
  DenialCode | 'fault'
>([
  [errors.JwtParseError, 'token.malformed'],
  [errors.JwtInvalidSignatureError, 'token.signature'],
  [errors.JwtInvalidSignatureAlgorithmError, 'token.algorithm'],
  [errors.JwtInvalidIssuerError, 'token.issuer'],
  [errors.JwtInvalidAudienceError, 'token.audience'],
  [errors.JwtExpiredError, 'token.expired'],
  [errors.JwtNotBeforeError, 'token.not_yet_valid'],
  [errors.JwtInvalidScopeError, 'token.claims'],
  [errors.JwtInvalidClaimError, 'token.claims'],
  [errors.JwtWithoutValidKidError, 'token.key_unknown'],
  [errors.KidNotFoundInJwksError, 'token.key_unknown'],
  [errors.JwkInvalidUseError, 'token.key_unknown'],
  [errors.JwkInvalidKtyError, 'token.key_unknown'],
  [errors.JwkValidationError, 'token.key_unknown'],
  [errors.CognitoJwtInvalidGroupError, 'token.claims'],
  [errors.CognitoJwtInvalidTokenUseError, 'token.type'],
  [errors.CognitoJwtInvalidClientIdError, 'token.audience'],
  [errors.AlbJwtInvalidSignerError, 'token.claims'],
  [errors.AlbJwtInvalidClientIdError, 'token.audience'],
  [errors.FailedAssertionError, 'token.claims'],
  [errors.AlbJwksNotExposedError, 'fault'],
  [errors.JwksValidationError, 'fault'],
  [errors.JwksNotAvailableInCacheError, 'fault'],
  [errors.WaitPeriodNotYetEndedJwkError, 'fault'],
  [errors.ParameterValidationError, 'fault'],
  [errors.FetchError, 'fault'],
  [errors.NonRetryableFetchError, 'fault'],
  [errors.NotSupportedError, 'fault'],
  [errors.JwtBaseError, 'fault'],
]);

/**
 * The denial for an error that aws-jwt-verify threw. Its message quotes the token's claims, so only its class
 * goes on from here.
 * @throws Fault `internal` for an error that no token can cause
 */
export function denialOf(error: unknown): DenialCode {
  const code = error instanceof Error ? classCode(error) : undefined;
  if (code === undefined || code === 'fault') {
    throw new Fault('internal', `Verification failed with an unexpected ${className(error)}.`);
  }
  return code;
}

function classCode(error: Error): DenialCode | 'fault' | undefined {
  for (const [errorClass, code] of VERIFICATION_ERRORS) if (error.constructor === errorClass) return code;
  return undefined;
}

function className(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error;
}
