import { describe, expect, test } from '@jest/globals';
import { readTenantContext, TenantContextError } from '../../context/index.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const CONTEXT = {
  tenantId: 'acme',
  allowedTenants: '_,acme',
  username: 'alice',
  authMode: 'oidc',
  principalId: 'service',
  subject: 'service',
  issuer: 'https://idp.example.com/',
  scope: 'read write',
  keyId: 'k-1',
  expiresAt: String(NOW / 1000 + 60),
  decisionId: 'd-1',
};
const READ = {
  ...CONTEXT,
  allowedTenants: ['_', 'acme'],
  scope: undefined,
  scopes: ['read', 'write'],
  actor: undefined,
  expiresAt: NOW / 1000 + 60,
};

type Values = Readonly<Record<string, unknown>>;

const EVENTS: Readonly<Record<string, (context: Values, more?: Values) => Values>> = {
  'a REST API': (context, more) => ({ httpMethod: 'GET', requestContext: { authorizer: context }, ...more }),
  'an HTTP API, format 1.0': (context, more) => ({
    version: '1.0',
    requestContext: { authorizer: context },
    ...more,
  }),
  'an HTTP API, format 2.0': (context, more) => ({
    version: '2.0',
    requestContext: { authorizer: { lambda: context } },
    ...more,
  }),
  'a WebSocket API': (context, more) => ({
    requestContext: { connectionId: 'c', authorizer: context },
    ...more,
  }),
};

function read(event: unknown, milliseconds = NOW) {
  return readTenantContext(event, { now: () => milliseconds });
}

function refusal(event: unknown, milliseconds = NOW): Values {
  try {
    read(event, milliseconds);
  } catch (error) {
    if (error instanceof TenantContextError) return { code: error.code, status: error.status };
    throw error;
  }
  throw new Error('It was not refused.');
}

describe.each(Object.entries(EVENTS))('behind %s', (_kind, eventOf) => {
  test('the context comes back typed', () => {
    expect(read(eventOf(CONTEXT))).toEqual(READ);
  });

  test('it is refused once the credential has ended, although the gateway still serves it', () => {
    expect(read(eventOf(CONTEXT), NOW + 64_999)).toMatchObject({ tenantId: 'acme' });
    expect(refusal(eventOf(CONTEXT), NOW + 65_000)).toEqual({ code: 'context.expired', status: 401 });
  });

  test('override headers mean nothing where the authorizer has seen them', () => {
    const event = eventOf(CONTEXT, { headers: { 'x-tenant-id': 'globex' } });
    expect(read(event)).toMatchObject({ tenantId: 'acme' });
  });

  test('override headers that are left to the backend are applied', () => {
    const left = { ...CONTEXT, overrides: 'backend' };
    expect(read(eventOf(left, { headers: { 'X-Tenant-Id': '_' } }))).toMatchObject({
      tenantId: '_',
      allowedTenants: ['_'],
      username: undefined,
      actor: 'service',
    });
    expect(read(eventOf(left, { headers: {} }))).toEqual(READ);
  });

  test.each([
    ['a tenant out of scope', { headers: { 'x-tenant-id': 'globex' } }, 'tenant.out_of_scope', 403],
    ['another user', { headers: { 'X-Username': 'bob' } }, 'username.not_allowed', 403],
    [
      'two tenants',
      { headers: { 'x-tenant-id': '_' }, multiValueHeaders: { 'X-Tenant-ID': ['acme', '_'] } },
      'credential.ambiguous',
      401,
    ],
  ])('%s in override headers that are left to the backend is refused', (_name, more, code, status) => {
    expect(refusal(eventOf({ ...CONTEXT, overrides: 'backend' }, more))).toEqual({ code, status });
  });

  test.each(['tenantId', 'allowedTenants', 'authMode', 'principalId', 'decisionId'])(
    'without %s there is no context',
    (name) => {
      expect(refusal(eventOf({ ...CONTEXT, [name]: undefined }))).toEqual({
        code: 'context.missing',
        status: 500,
      });
    },
  );
});

test.each([
  ['no object', 'event'],
  ['null', null],
  ['an event without an authorizer', { requestContext: {} }],
  ['an end that is no time', { requestContext: { authorizer: { ...CONTEXT, expiresAt: 'never' } } }],
  ['a mode that there is not', { requestContext: { authorizer: { ...CONTEXT, authMode: 'root' } } }],
  ['an inherited context', Object.create({ requestContext: { authorizer: CONTEXT } })],
])('%s has no context', (_name, event) => {
  expect(refusal(event)).toEqual({ code: 'context.missing', status: 500 });
});

test('an internal key reads all tenants', () => {
  const key = { ...CONTEXT, allowedTenants: '*', authMode: 'api-key', expiresAt: undefined };
  expect(read({ requestContext: { authorizer: key } })).toMatchObject({
    allowedTenants: '*',
    expiresAt: undefined,
  });
});
