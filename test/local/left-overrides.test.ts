import { describe, expect, test } from '@jest/globals';
import { withLeftOverrides } from '../../local/gateway/left-overrides.ts';

const LEFT = {
  tenantId: 'acme',
  allowedTenants: '_,acme',
  username: 'alice',
  authMode: 'oidc',
  principalId: 'service',
  overrides: 'backend',
  decisionId: 'd-1',
};

describe('a context that leaves the overrides to the backend', () => {
  test('is as it was for a request without override headers, but for the reminder', () => {
    const { overrides, ...rest } = LEFT;
    expect([withLeftOverrides(LEFT, { accept: '*/*' }), overrides]).toEqual([rest, 'backend']);
  });

  test('is narrowed to the tenant that the request names, whose user is nobody', () => {
    expect(withLeftOverrides(LEFT, { 'X-Tenant-Id': '_' })).toMatchObject({
      tenantId: '_',
      allowedTenants: '_',
      username: undefined,
      actor: 'service',
    });
  });

  test.each([
    ['a tenant out of scope', { 'x-tenant-id': 'globex' }, 'tenant.out_of_scope'],
    ['another user', { 'x-username': 'bob' }, 'username.not_allowed'],
  ])('is refused for %s', (_name, headers, code) => {
    expect(withLeftOverrides(LEFT, headers)).toBe(code);
  });
});

test('a context that is the last word stays as it is, whatever the headers say', () => {
  const { overrides: _left, ...final } = LEFT;
  expect(withLeftOverrides(final, { 'x-tenant-id': 'globex' })).toBe(final);
});
