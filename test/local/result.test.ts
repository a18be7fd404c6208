import { describe, expect, test } from '@jest/globals';
import { parseResult } from '../../local/gateway/result.ts';
import { policy, REST_STAGE } from './requests.ts';

const allow = policy('Allow', `${REST_STAGE}/*`);
const withStatement = (statement: unknown) => ({ ...allow, policyDocument: { Statement: statement } });
const statement = { Effect: 'Allow', Action: ['execute-api:Invoke'], Resource: ['*'] };

describe('a well-formed answer', () => {
  test.each([
    ['is a policy', 'rest-iam', allow],
    ['may hold one statement in place of a list', 'rest-iam', withStatement(statement)],
    ['may hold no statement', 'rest-iam', withStatement([])],
    [
      'may hold scalars as context on a REST API',
      'rest-iam',
      { ...allow, context: { a: 'x', b: 1, c: true } },
    ],
    ['may hold nested context on an HTTP API', 'http-iam', { ...allow, context: { a: { b: [1] } } }],
    ['may say yes or no', 'simple', { isAuthorized: false }],
    ['may say it with context', 'simple', { isAuthorized: true, context: { tenantId: 'acme', nested: {} } }],
    [
      'may hold a date condition',
      'rest-iam',
      withStatement([
        { ...statement, Condition: { DateLessThan: { 'aws:CurrentTime': '2026-11-25T00:00:00Z' } } },
      ]),
    ],
  ] as const)('%s', (_, form, result) => {
    expect(() => parseResult(form, result)).not.toThrow();
  });
});

describe('a malformed answer', () => {
  test.each([
    ['is null', 'rest-iam', null, 'the result'],
    ['is a string', 'rest-iam', 'Allow', 'the result'],
    ['lacks principalId', 'rest-iam', { ...allow, principalId: undefined }, 'principalId'],
    ['has a principalId that is no string', 'rest-iam', { ...allow, principalId: 7 }, 'principalId'],
    ['lacks the policy', 'rest-iam', { principalId: 'acme' }, 'policyDocument'],
    [
      'has an unknown version',
      'rest-iam',
      { ...allow, policyDocument: { Version: '1', Statement: [] } },
      'Version',
    ],
    ['misspells an effect', 'rest-iam', withStatement([{ ...statement, Effect: 'allow' }]), 'Statement'],
    ['lacks a resource', 'rest-iam', withStatement([{ Effect: 'Allow', Action: '*' }]), 'Statement'],
    [
      'has an unknown condition',
      'rest-iam',
      withStatement([{ ...statement, Condition: { Bool: {} } }]),
      'Statement',
    ],
    ['has nested context on a REST API', 'rest-iam', { ...allow, context: { a: { b: 1 } } }, 'context'],
    ['has a list as context value on a REST API', 'rest-iam', { ...allow, context: { a: ['x'] } }, 'context'],
    ['has null as context', 'rest-iam', { ...allow, context: null }, 'context'],
    ['says yes as a string', 'simple', { isAuthorized: 'true' }, 'isAuthorized'],
    ['says yes as a number', 'simple', { isAuthorized: 1 }, 'isAuthorized'],
    ['is a policy where a simple response is due', 'simple', allow, 'isAuthorized'],
    ['is a simple response where a policy is due', 'http-iam', { isAuthorized: true }, 'principalId'],
    ['is over 8 KB', 'simple', { isAuthorized: true, context: { a: 'x'.repeat(8192) } }, '8192'],
  ] as const)('%s', (_, form, result, where) => {
    expect(() => parseResult(form, result)).toThrow(where);
  });

  test('is reported without its values', () => {
    expect(() => parseResult('simple', { isAuthorized: 'secret' })).toThrow(/^(?!.*secret)/);
  });
});
