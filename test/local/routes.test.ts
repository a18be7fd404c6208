import { describe, expect, test } from '@jest/globals';
import { matchRoute, parseRoute } from '../../local/gateway/routes.ts';

const routes = [
  'ANY /{proxy+}',
  'ANY /orders/{id}',
  'GET /orders/{id}',
  'GET /orders/new',
  'GET /orders/{id}/lines/{line}',
  'ANY /orders/{proxy+}',
  'GET /',
].map(parseRoute);

describe('the route of a request', () => {
  test.each([
    ['is the literal one before a parameter', 'GET', '/orders/new', 'GET /orders/new', {}],
    ['has its parameter', 'GET', '/orders/7', 'GET /orders/{id}', { id: '7' }],
    ['is the named method before ANY', 'POST', '/orders/7', 'ANY /orders/{id}', { id: '7' }],
    [
      'has several parameters',
      'GET',
      '/orders/7/lines/2',
      'GET /orders/{id}/lines/{line}',
      { id: '7', line: '2' },
    ],
    ['is the longest greedy one', 'GET', '/orders/7/x/y', 'ANY /orders/{proxy+}', { proxy: '7/x/y' }],
    ['is a greedy one as a last resort', 'GET', '/a/b', 'ANY /{proxy+}', { proxy: 'a/b' }],
    ['is the root', 'GET', '/', 'GET /', {}],
    ['is never found by a prefix', 'GET', '/ordersnew', 'ANY /{proxy+}', { proxy: 'ordersnew' }],
    ['keeps parameters percent-encoded', 'GET', '/orders/a%2Fb', 'GET /orders/{id}', { id: 'a%2Fb' }],
  ])('%s', (_, method, path, key, parameters) => {
    expect(matchRoute(routes, method, path)).toMatchObject({ route: { key }, parameters });
  });

  test('does not exist for a greedy parameter with nothing in it', () => {
    expect(matchRoute(routes, 'POST', '/')).toBeUndefined();
  });
});

test.each(['/orders', 'get /orders', 'GET orders', 'GET'])('%s is not a route', (key) => {
  expect(() => parseRoute(key)).toThrow('not a route');
});
