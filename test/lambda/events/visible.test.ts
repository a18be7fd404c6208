import { describe, expect, test } from '@jest/globals';
import { readRequest } from '../../../lambda/authorizer.ts';
import { configure, ONE_ISSUER } from '../../support/configuration.ts';
import { REQUEST_EVENTS, REQUEST_KINDS, tokenEvent } from '../../support/events.ts';

const HEADERS = { Authorization: 'Bearer x', 'X-Tenant-ID': 'acme', 'X-Username': 'bob', 'X-API-Key': 'k' };

function read(sources: string, event: unknown) {
  const { headers, query, visibleHeaders, route } = readRequest(
    event,
    configure({ ...ONE_ISSUER, AUTH_IDENTITY_SOURCES: sources }),
  );
  return { headers: Object.fromEntries(headers), query: Object.fromEntries(query), visibleHeaders, route };
}

describe.each(REQUEST_KINDS)('of a %s event', (kind) => {
  const event = REQUEST_EVENTS[kind](HEADERS);

  test('without caching everything is seen', () => {
    const seen = read('', event);
    expect(seen.headers).toMatchObject({
      authorization: ['Bearer x'],
      'x-tenant-id': ['acme'],
      'x-username': ['bob'],
      'x-api-key': ['k'],
    });
    expect(seen.query).toEqual({ page: ['2'] });
    expect(seen.visibleHeaders).toBe('all');
    expect(seen.route).toBeDefined();
  });

  test.each([
    ['header.Authorization', { authorization: ['Bearer x'] }, {}],
    ['header.AUTHORIZATION,header.x-tenant-id', { authorization: ['Bearer x'], 'x-tenant-id': ['acme'] }, {}],
    ['querystring.page', {}, { page: ['2'] }],
    ['querystring.Page', {}, {}],
    ['header.Authorization,querystring.page', { authorization: ['Bearer x'] }, { page: ['2'] }],
    ['context.routeKey,stageVariables.v', {}, {}],
    ['header.Absent', {}, {}],
  ])('with %s in the cache key nothing else is seen', (sources, headers, query) => {
    expect(read(sources, event)).toMatchObject({ headers, query, route: undefined });
  });

  test('the headers that may be seen are known, whether or not they are there', () => {
    const { visibleHeaders } = read('header.Authorization,header.Absent,querystring.page', event);
    expect(visibleHeaders).toEqual(new Set(['authorization', 'absent']));
  });
});

describe('of a TOKEN event', () => {
  test('the token is the Authorization header when nothing else is said', () => {
    expect(read('', tokenEvent('Bearer x')).headers).toEqual({ authorization: ['Bearer x'] });
  });

  test('the token is the header that is the identity source', () => {
    const seen = read('header.X-API-Key', tokenEvent('k'));
    expect(seen.headers).toEqual({ 'x-api-key': ['k'] });
    expect(seen.visibleHeaders).toEqual(new Set(['x-api-key']));
  });

  test('no other header can be seen', () => {
    expect(read('', tokenEvent('Bearer x')).visibleHeaders).toEqual(new Set(['authorization']));
  });
});
