import { describe, expect, test } from '@jest/globals';
import * as errors from 'aws-jwt-verify/error';
import { denialOf, VERIFICATION_ERRORS } from '../../../lambda/authn/verification-errors.ts';
import { DENIALS } from '../../../lambda/domain/denial.ts';
import { faultOf } from '../../support/faults.ts';

const CLASSES = Object.entries(errors).flatMap(([name, value]) =>
  typeof value === 'function' ? [[name, value] as const] : [],
);

describe('the errors of aws-jwt-verify', () => {
  test.each(CLASSES)('%s is in the table', (_name, errorClass) => {
    expect(VERIFICATION_ERRORS.has(errorClass)).toBe(true);
  });

  test('are all that the table holds', () => {
    expect(VERIFICATION_ERRORS.size).toBe(CLASSES.length);
  });

  test('mean that the token is no proof, never that a proven one is forbidden', () => {
    const codes = [...VERIFICATION_ERRORS.values()].filter((code) => code !== 'fault');
    expect(new Set(codes.map((code) => DENIALS[code]))).toEqual(new Set(['unauthenticated']));
  });

  test.each([
    [new errors.JwtInvalidSignatureError('m'), 'token.signature'],
    [new errors.JwtParseError('m'), 'token.malformed'],
    [new errors.JwtExpiredError('m', 'a', 'e'), 'token.expired'],
    [new errors.JwtNotBeforeError('m', 'a', 'e'), 'token.not_yet_valid'],
    [new errors.JwtInvalidIssuerError('m', 'a', 'e'), 'token.issuer'],
    [new errors.JwtInvalidAudienceError('m', 'a', 'e'), 'token.audience'],
    [new errors.JwtInvalidSignatureAlgorithmError('m', 'a', 'e'), 'token.algorithm'],
  ])('%p is the denial %s', (error, code) => {
    expect(denialOf(error)).toBe(code);
  });

  test.each([
    ['an error that no token can cause', new errors.JwksNotAvailableInCacheError('claim-canary')],
    ['an error of JavaScript', new RangeError('claim-canary')],
    [
      'an error of a class derived from one in the table',
      new (class extends errors.JwtParseError {})('claim-canary'),
    ],
    ['a string', 'claim-canary'],
    ['undefined', undefined],
  ])('%s is a fault that quotes nothing', (_name, error) => {
    const fault = faultOf(() => denialOf(error));
    expect(fault.code).toBe('internal');
    expect(fault.message).not.toContain('canary');
    expect(fault.cause).toBeUndefined();
  });
});
