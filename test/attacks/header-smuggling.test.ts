import { describe, expect, test } from '@jest/globals';
import { API_KEY } from '../support/credentials.ts';
import { type Headers, REQUEST_EVENTS, REQUEST_KINDS } from '../support/events.ts';
import { fullWorld, operatorToken, TENANT_KEY } from '../support/full-world.ts';

const GOOD = `Bearer ${operatorToken('acme')}`;
const OTHER = `Bearer ${operatorToken('globex')}`;

describe.each(REQUEST_KINDS)('in a %s request', (kind) => {
  const ask = (headers: Headers) => fullWorld().ask(REQUEST_EVENTS[kind](headers));

  test.each(['globex', 'root', 'acme:eu', 'acme,globex', '*'])(
    'GHSA-2g96-86rw-qmvg, CVE-2026-40575: the tenant header does not outdo the token by saying %s',
    async (tenant) => {
      expect(await ask({ Authorization: GOOD, 'X-Tenant-ID': tenant })).toMatchObject({ status: 403 });
    },
  );

  test.each<[string, Headers]>([
    ['a tenant header alone', { 'X-Tenant-ID': 'acme' }],
    ['tenant and user alone', { 'X-Tenant-ID': 'acme', 'X-Username': 'al' }],
    [
      "what the authorizer's own context is called",
      { tenantId: 'acme', 'x-tenantid': 'acme', principalId: 'x' },
    ],
    [
      'headers that a proxy might set',
      { 'X-Forwarded-User': 'al', 'X-Amzn-Oidc-Data': GOOD, 'X-Auth-Tenant': 'acme' },
    ],
    [
      'a token in a header of another name',
      { 'X-Authorization': GOOD, 'Proxy-Authorization': GOOD, Token: GOOD },
    ],
    ['a token in a header whose name has an underscore', { X_API_KEY: API_KEY, AUTHORIZATION_: GOOD }],
    ['a token in a cookie', { Cookie: `Authorization=${GOOD}; X-API-Key=${API_KEY}` }],
  ])('%s is no proof', async (_name, headers) => {
    expect(await ask(headers)).toMatchObject({ status: 401, code: 'credential.missing' });
  });

  test.each<[string, Headers]>([
    ['two tokens', { Authorization: [GOOD, OTHER] }],
    ['a token and another scheme', { Authorization: ['Basic dXNlcjpwYXNz', GOOD] }],
    ['a token and an empty field', { Authorization: ['', GOOD] }],
    ['two tokens in one field', { Authorization: `${GOOD}, ${OTHER}` }],
    ['two tokens in one field without a comma', { Authorization: `${GOOD} ${OTHER}` }],
    ['two keys', { 'X-API-Key': [API_KEY, TENANT_KEY] }],
    ['two keys in one field', { 'X-API-Key': `${API_KEY},${TENANT_KEY}` }],
    ['a good key and a bad one', { 'X-API-Key': [API_KEY, 'x'] }],
    ['a bad key beside a good token', { 'X-API-Key': 'x', Authorization: GOOD }],
    ['a bad key beside a good key', { 'X-API-Key': 'x', Authorization: `ApiKey ${API_KEY}` }],
    ['an empty key beside a good token', { 'X-API-Key': '', Authorization: GOOD }],
  ])('%s are refused, whichever of them is good', async (_name, headers) => {
    expect((await ask(headers)).status).toBe(401);
  });

  test.each<[string, Headers]>([
    ['two tenants', { 'X-Tenant-ID': ['acme', '_'] }],
    ['the tenant of the token and an empty one', { 'X-Tenant-ID': ['acme', ''] }],
    ['two tenants in one field', { 'X-Tenant-ID': 'acme,_' }],
    ['two users', { 'X-Username': ['al', 'bob'] }],
  ])('%s are refused', async (_name, headers) => {
    const { status } = await ask({ Authorization: GOOD, ...headers });
    expect([401, 403]).toContain(status);
  });

  test('a good key beside a bad token is the one that decides', async () => {
    const answer = await ask({ 'X-API-Key': API_KEY, Authorization: 'Bearer bad' });
    expect(answer).toMatchObject({ status: 200, context: { authMode: 'api-key' } });
  });

  test.each(['al', 'root', '*', ''])('a token may not say that its user is %j', async (username) => {
    expect(await ask({ Authorization: GOOD, 'X-Username': username })).toMatchObject({ status: 403 });
  });
});

describe('headers whose names differ in case', () => {
  test.each(['rest-request', 'http-1.0', 'websocket'] as const)(
    'are one header of a %s request',
    async (kind) => {
      const ask = (headers: Headers) => fullWorld().ask(REQUEST_EVENTS[kind](headers));
      const ambiguous = { status: 401, code: 'credential.ambiguous' };
      expect(await ask({ Authorization: GOOD, authorization: OTHER })).toMatchObject(ambiguous);
      expect(await ask({ 'X-API-Key': API_KEY, 'x-api-key': TENANT_KEY })).toMatchObject(ambiguous);
      expect(await ask({ Authorization: GOOD, 'X-Tenant-ID': 'acme', 'x-tenant-id': '_' })).toMatchObject(
        ambiguous,
      );
    },
  );

  test('are one even where one map shows the one and the other the other', async () => {
    const event = REQUEST_EVENTS['rest-request']({ Authorization: GOOD });
    const smuggled = { ...event, headers: { ...event.headers, AUTHORIZATION: OTHER } };
    expect(await fullWorld().ask(smuggled)).toMatchObject({ status: 401, code: 'credential.ambiguous' });
  });
});
