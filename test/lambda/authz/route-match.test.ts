import { describe, expect, test } from '@jest/globals';
import { findRule } from '../../../lambda/authz/route-match.ts';
import { routeOf } from '../../../lambda/events/parse.ts';
import { parseExecuteApiArn } from '../../../lambda/domain/arn.ts';
import { configure, ONE_ISSUER } from '../../support/configuration.ts';

/** The rule among some that an ARN's method and path fall under, `GET/pets/1`. */
function ruleFor(routes: readonly string[], resource: string): string | undefined {
  const environment = { ...ONE_ISSUER, AUTH_ROUTES: JSON.stringify(routes.map((route) => ({ route }))) };
  const { routes: rules = [] } = configure(environment);
  const arn = parseExecuteApiArn(`arn:aws:execute-api:eu-central-1:123456789012:api/prod/${resource}`);
  return arn && findRule(rules, routeOf(arn))?.route;
}

describe('a rule matches', () => {
  test.each([
    ['the very path', 'GET /pets', 'GET/pets'],
    ['the root', 'GET /', 'GET/'],
    ['any method', 'ANY /pets', 'DELETE/pets'],
    ['a method that has no name of its own', 'ANY /pets', 'PURGE/pets'],
    ['one segment by a variable', 'GET /pets/{id}', 'GET/pets/42'],
    ['a segment of odd characters by a variable', 'GET /pets/{id}', 'GET/pets/*:?'],
    ['one segment by a greedy variable', 'GET /{proxy+}', 'GET/pets'],
    ['many segments by a greedy variable', 'GET /{proxy+}', 'GET/pets/42/toys'],
    ['what follows a literal by a greedy variable', 'GET /pets/{rest+}', 'GET/pets/42/toys'],
    ['an encoded letter of another alphabet', 'GET /pets/{name}', 'GET/pets/Stra%C3%9Fe'],
    ['an encoded space', 'GET /pets/{name}', 'GET/pets/a%20b'],
    ['a segment that is called constructor', 'GET /constructor/{id}', 'GET/constructor/__proto__'],
    ['a WebSocket that connects', '$connect', '$connect'],
  ])('%s: %s, asked for %s', (_name, route, resource) => {
    expect(ruleFor([route], resource)).toBe(route);
  });
});

describe('a rule does not match', () => {
  test.each([
    ['a longer path', 'GET /pets', 'GET/pets/42'],
    ['a path that only begins like it', 'GET /pets', 'GET/petshop'],
    ['a segment that only begins like it', 'GET /pets/{id}', 'GET/petshop/42'],
    ['a shorter path', 'GET /pets/{id}', 'GET/pets'],
    ['a trailing slash', 'GET /pets', 'GET/pets/'],
    ['a trailing slash after a variable', 'GET /pets/{id}', 'GET/pets/42/'],
    ['an empty segment for a variable', 'GET /pets/{id}/toys', 'GET/pets//toys'],
    ['an empty segment at the end for a variable', 'GET /pets/{id}', 'GET/pets/'],
    ['two slashes at the start', 'GET /pets', 'GET//pets'],
    ['the root for a greedy variable', 'GET /{proxy+}', 'GET/'],
    ['nothing for a greedy variable', 'GET /pets/{proxy+}', 'GET/pets'],
    ['an empty segment at the start of a greedy variable', 'GET /pets/{proxy+}', 'GET/pets//42'],
    ['another method', 'GET /pets', 'POST/pets'],
    ['HEAD for GET', 'GET /pets', 'HEAD/pets'],
    ['a method in another case', 'GET /pets', 'get/pets'],
    ['a path in another case', 'GET /pets', 'GET/Pets'],
    ['a letter that is encoded', 'GET /pets', 'GET/%70ets'],
    ['an encoded slash as a slash', 'GET /pets/{id}', 'GET/pets%2F42'],
    ['empty segments in the midst of a greedy variable', 'GET /{proxy+}', 'GET/pets//42'],
    ['an encoded slash as part of its segment', 'GET /pets/{id}', 'GET/pets/a%2Fb'],
    ['an encoded letter, by a greedy variable', 'GET /{proxy+}', 'GET/%61dmin'],
    ['an encoded control, by a greedy variable', 'GET /{proxy+}', 'GET/admin%00'],
    ['a dot segment, by a greedy variable', 'GET /{proxy+}', 'GET/x/../admin'],
    ['an encoded dot segment, by a greedy variable', 'GET /{proxy+}', 'GET/%2e%2E/admin'],
    ['a trailing slash, by a greedy variable', 'GET /{proxy+}', 'GET/admin/'],
    ['a parameter of a segment, by a greedy variable', 'GET /{proxy+}', 'GET/admin;x=1'],
    ['a backslash, by a greedy variable', 'GET /{proxy+}', 'GET/a\\\\b'],
    ['a percent sign that encodes nothing', 'GET /{id}', 'GET/100%'],
    ['a dot segment', 'GET /pets', 'GET/x/../pets'],
    ['a wildcard in the path', 'GET /pets', 'GET/*'],
    ['a parameter after the path', 'GET /pets', 'GET/pets;a=b'],
    ['a path with a line end', 'GET /pets', 'GET/pets\n'],
    ['any path of a WebSocket', '$connect', 'GET/$connect'],
    ['another event of a WebSocket', '$connect', '$disconnect'],
    ['a WebSocket that connects', 'ANY /{proxy+}', '$connect'],
    ['no path at all', 'GET /', 'GET'],
  ])('%s: %s, asked for %j', (_name, route, resource) => {
    expect(ruleFor([route], resource)).toBeUndefined();
  });
});

describe('of several rules the most specific one decides', () => {
  const ROUTES = [
    'ANY /{proxy+}',
    'GET /{proxy+}',
    'ANY /pets/{proxy+}',
    'GET /pets/{id}',
    'ANY /pets/{id}',
    'ANY /pets/new',
    'GET /pets/{id}/toys',
    'GET /pets/{id}/{toy}',
    'GET /{kind}/42/toys',
    'GET /{kind}',
  ];

  test.each([
    ['a literal before a variable', 'GET/pets/new', 'ANY /pets/new'],
    ['a method by name before any', 'GET/pets/42', 'GET /pets/{id}'],
    ['any method where none is named', 'PUT/pets/42', 'ANY /pets/{id}'],
    ['a variable before a greedy one', 'DELETE/pets/42', 'ANY /pets/{id}'],
    ['the longer literal start before the shorter', 'PUT/pets/42/toys', 'ANY /pets/{proxy+}'],
    ['a literal at the end before a variable', 'GET/pets/42/toys', 'GET /pets/{id}/toys'],
    ['an early literal before a late one', 'GET/pets/42/toys', 'GET /pets/{id}/toys'],
    ['a late literal where the early one is missing', 'GET/cats/42/toys', 'GET /{kind}/42/toys'],
    ['a variable before a greedy one of the same method', 'GET/cats', 'GET /{kind}'],
    ['the greedy one of the method', 'GET/cats/42', 'GET /{proxy+}'],
    ['the greedy one of any method', 'PUT/cats/42', 'ANY /{proxy+}'],
  ])('%s', (_name, resource, route) => {
    expect(ruleFor(ROUTES, resource)).toBe(route);
    expect(ruleFor(ROUTES.toReversed(), resource)).toBe(route);
  });
});

test('no rule decides where REST and HTTP APIs would choose different ones', () => {
  const routes = ['GET /{x}/b', 'GET /a/{proxy+}'];
  expect([ruleFor(routes, 'GET/a/b'), ruleFor(routes, 'GET/a/c'), ruleFor(routes, 'GET/z/b')]).toEqual([
    undefined,
    'GET /a/{proxy+}',
    'GET /{x}/b',
  ]);
});
