import { describe, expect, test } from '@jest/globals';
import { identityOf, parseIdentitySource } from '../../local/gateway/identity-sources.ts';
import { located } from './requests.ts';

const headers = [
  ['authorization', 'Bearer one'],
  ['X-Empty', ''],
  ['X-Twice', 'first'],
  ['x-twice', 'second'],
  ['User-Agent', 'curl/8'],
] as const;
const query = 'token=a%20b&Token=other&token=c&empty=';

describe('the identity sources of a REST API', () => {
  const request = located('rest', { headers, query });
  test.each([
    ['take a header in any case', ['method.request.header.Authorization'], ['Bearer one']],
    ['take the last of a repeated header', ['method.request.header.X-Twice'], ['second']],
    ['take the last of a repeated parameter', ['method.request.querystring.token'], ['c']],
    ['tell apart parameters by case', ['method.request.querystring.Token'], ['other']],
    [
      'take the method and the resource',
      ['context.httpMethod', 'context.resourcePath'],
      ['GET', '/orders/{id}'],
    ],
    ['take the stage and the path with it', ['context.stage', 'context.path'], ['dev', '/dev/orders/7']],
    ['take the client', ['context.identity.sourceIp', 'context.identity.userAgent'], ['127.0.0.1', 'curl/8']],
    ['take a stage variable', ['stageVariables.colour'], ['blue']],
    ['are missing as a whole when a header is', ['context.stage', 'method.request.header.X'], undefined],
    ['are missing when a header is empty', ['method.request.header.X-Empty'], undefined],
    ['are missing when a parameter is empty', ['method.request.querystring.empty'], undefined],
    ['are missing for an unknown context field', ['context.nothing'], undefined],
    ['are present when there are none', [], []],
  ])('%s', (_, expressions, values) => {
    const sources = expressions.map((expression) => parseIdentitySource('rest', expression));
    expect(identityOf(sources, request)).toEqual(values);
  });
});

describe('the identity sources of an HTTP API', () => {
  const request = located('http', { headers, query });
  test.each([
    ['take a header in any case', ['$request.header.Authorization'], ['Bearer one']],
    ['join a repeated header', ['$request.header.x-twice'], ['first,second']],
    ['join a repeated parameter', ['$request.querystring.token'], ['a b,c']],
    ['take the route key', ['$context.routeKey'], ['GET /orders/{id}']],
    ['take a stage variable', ['$stageVariables.colour'], ['blue']],
    ['are missing when a header is', ['$request.header.X'], undefined],
  ])('%s', (_, expressions, values) => {
    const sources = expressions.map((expression) => parseIdentitySource('http', expression));
    expect(identityOf(sources, request)).toEqual(values);
  });
});

test.each([
  ['rest', '$request.header.Authorization'],
  ['http', 'method.request.header.Authorization'],
  ['rest', 'method.request.path.id'],
  ['rest', 'method.request.header.'],
  ['http', 'header.Authorization'],
] as const)('a %s API does not take %s', (kind, expression) => {
  expect(() => parseIdentitySource(kind, expression)).toThrow('not an identity source');
});
