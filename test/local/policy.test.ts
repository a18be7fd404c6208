import { describe, expect, test } from '@jest/globals';
import { evaluatePolicy, matchesWildcard, type Statement } from '../../local/gateway/policy.ts';
import { NOW, REST_STAGE } from './requests.ts';

const arn = `${REST_STAGE}/GET/orders/7`;
const on = (effect: Statement['effect'], ...resources: string[]): Statement => ({
  effect,
  actions: ['execute-api:Invoke'],
  resources,
});

describe('a policy for GET /orders/7', () => {
  test.each([
    ['allows by the exact ARN', [on('Allow', arn)], 'allow'],
    ['allows by the stage and a wildcard, which crosses slashes', [on('Allow', `${REST_STAGE}/*`)], 'allow'],
    ['allows by one of several resources', [on('Allow', 'arn:aws:s3:::x', arn)], 'allow'],
    ['denies by default when there is no statement', [], 'implicit-deny'],
    [
      'denies by default when only another route is allowed',
      [on('Allow', `${REST_STAGE}/GET/a`)],
      'implicit-deny',
    ],
    ['denies by default in another stage', [on('Allow', `${REST_STAGE}2/*`)], 'implicit-deny'],
    ['lets an explicit Deny win, in any order', [on('Deny', arn), on('Allow', '*')], 'explicit-deny'],
    ['ignores a Deny of another route', [on('Allow', '*'), on('Deny', `${REST_STAGE}/POST/*`)], 'allow'],
    ['takes any case of the action', [{ ...on('Allow', arn), actions: ['EXECUTE-API:invoke'] }], 'allow'],
    ['takes a wildcard action', [{ ...on('Allow', arn), actions: ['execute-api:*'] }], 'allow'],
    ['ignores other actions', [{ ...on('Allow', arn), actions: ['s3:GetObject'] }], 'implicit-deny'],
    [
      'takes resources in their own case only',
      [on('Allow', arn.replace('orders', 'Orders'))],
      'implicit-deny',
    ],
    ['applies a statement before its date', [{ ...on('Allow', '*'), before: new Date(+NOW + 1) }], 'allow'],
    ['drops a statement on its date', [{ ...on('Allow', '*'), before: NOW }], 'implicit-deny'],
  ] as const)('%s', (_, statements, verdict) => {
    expect(evaluatePolicy(statements, arn, NOW)).toBe(verdict);
  });
});

describe('a wildcard pattern', () => {
  test.each([
    ['matches the same text', 'a/b', 'a/b', true],
    ['stands for no character at all', 'a*b', 'ab', true],
    ['stands for slashes', 'a*z', 'a/b/c/z', true],
    ['finds the last possible match', '*/x/*/y', 'a/x/b/x/c/y', true],
    ['stands for exactly one character with ?', 'a?c', 'a/c', true],
    ['does not stand for none with ?', 'a?c', 'ac', false],
    ['is anchored at the start', 'b*', 'ab', false],
    ['is anchored at the end', '*a', 'ab', false],
    ['does not match stage/$connect with two wildcards', 'stage/*/*', 'stage/$connect', false],
    ['takes a star of the text as a character', 'a/b', 'a/*', false],
    ['ends on hopeless patterns at once', `${'*a'.repeat(30)}b`, 'a'.repeat(5000), false],
  ])('%s', (_, pattern, text, matches) => {
    expect(matchesWildcard(pattern, text)).toBe(matches);
  });
});
