import { describe, expect, test } from '@jest/globals';
import type { Decision } from '../../../lambda/domain/decision.ts';
import { deny } from '../../../lambda/domain/denial.ts';
import type { Principal } from '../../../lambda/domain/principal.ts';
import type { GatewayKind } from '../../../lambda/domain/request.ts';
import type { TenantScope } from '../../../lambda/domain/scope.ts';
import { parseEvent } from '../../../lambda/events/parse-event.ts';
import { respond, Unauthorized } from '../../../lambda/responses/respond.ts';
import { REQUEST_EVENTS, tokenEvent } from '../../support/events.ts';
import { faultOf } from '../../support/faults.ts';

const EVENTS: Readonly<Record<GatewayKind, unknown>> = {
  'rest-token': tokenEvent('Bearer x'),
  'rest-request': REQUEST_EVENTS['rest-request']({}),
  'http-1.0': REQUEST_EVENTS['http-1.0']({}),
  'http-2.0': REQUEST_EVENTS['http-2.0']({}),
  websocket: REQUEST_EVENTS.websocket({}),
};
const KINDS = ['rest-token', 'rest-request', 'http-1.0', 'http-2.0', 'websocket'] as const;

const PRINCIPAL: Principal = {
  mode: 'oidc',
  principalId: 's-1',
  subject: 's-1',
  issuer: 'https://idp.example.com/',
  username: 'al',
  keyId: 'k1',
  scopes: ['read', 'write'],
  roles: ['admin'],
  unrestricted: false,
  expiresAt: 1_800_000_000,
  authority: { kind: 'own', tenant: 'acme' },
  overridable: true,
};
const BARE: Principal = {
  ...PRINCIPAL,
  mode: 'trusted',
  subject: undefined,
  issuer: undefined,
  username: undefined,
  keyId: undefined,
  scopes: [],
  expiresAt: undefined,
};
const SCOPE: TenantScope = {
  tenantId: 'acme',
  allowedTenants: ['_', 'acme'],
  username: 'al',
  actor: 'root-1',
};

const allowed = (principal = PRINCIPAL, scope = SCOPE, overridesLeftToBackend = false): Decision => ({
  outcome: 'allowed',
  principal,
  scope,
  overridesLeftToBackend,
});
const forbidden = (principal?: Principal): Decision => ({
  outcome: 'forbidden',
  denial: deny('route.scope'),
  principal,
});

const answer = (decision: Decision, kind: GatewayKind, httpResponse: 'simple' | 'iam' = 'simple') =>
  respond(decision, parseEvent(EVENTS[kind], 'authorization'), 'd-1', httpResponse);

const policy = (effect: string, resource: unknown) => ({
  Version: '2012-10-17',
  Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resource }],
});
const STAGE = expect.stringMatching(
  /^arn:aws:execute-api:eu-central-1:123456789012:\w{10}\/(prod|\$default)\/\*$/,
);
const CONTEXT = {
  tenantId: 'acme',
  allowedTenants: '_,acme',
  username: 'al',
  authMode: 'oidc',
  principalId: 's-1',
  subject: 's-1',
  issuer: 'https://idp.example.com/',
  scope: 'read write',
  keyId: 'k1',
  actor: 'root-1',
  expiresAt: '1800000000',
  decisionId: 'd-1',
};

describe.each(KINDS)('to a %s event', (kind) => {
  test('an allowed request is answered for the whole stage, with its context', () => {
    const response =
      kind === 'http-2.0'
        ? { isAuthorized: true, context: CONTEXT }
        : { principalId: 's-1', policyDocument: policy('Allow', STAGE), context: CONTEXT };
    expect(answer(allowed(), kind)).toEqual(response);
  });

  test('a forbidden request is answered with the reason, and nothing of the principal but its id', () => {
    const context = { denial: 'route.scope', decisionId: 'd-1' };
    const response =
      kind === 'http-2.0'
        ? { isAuthorized: false, context }
        : { principalId: 's-1', policyDocument: policy('Deny', STAGE), context };
    expect(answer(forbidden(PRINCIPAL), kind)).toEqual(response);
  });

  test('a policy is answered where the configuration says iam', () => {
    expect(answer(allowed(), kind, 'iam')).toMatchObject({ policyDocument: policy('Allow', STAGE) });
    expect(answer(forbidden(), kind, 'iam')).toMatchObject({
      principalId: 'anonymous',
      policyDocument: policy('Deny', STAGE),
    });
  });

  test('an unauthenticated request is answered with the one error that means 401', () => {
    const denial = deny('token.expired');
    const response = answer({ outcome: 'unauthenticated', denial, principal: undefined }, kind);
    expect(response).toBeInstanceOf(Unauthorized);
    expect(response).toHaveProperty('message', 'Unauthorized');
  });
});

const contextOf = (decision: Decision): unknown => {
  const response = answer(decision, 'http-2.0');
  return response instanceof Unauthorized ? undefined : response.context;
};

describe('the context', () => {
  test('leaves out what there is not', () => {
    const scope = { tenantId: '_', allowedTenants: '*', username: undefined, actor: undefined } as const;
    expect(contextOf(allowed(BARE, scope))).toEqual({
      tenantId: '_',
      allowedTenants: '*',
      authMode: 'trusted',
      principalId: 's-1',
      decisionId: 'd-1',
    });
  });

  test('says when overrides are left to the backend', () => {
    expect(contextOf(allowed(PRINCIPAL, SCOPE, true))).toEqual({ ...CONTEXT, overrides: 'backend' });
  });

  test.each([
    ['everything', allowed(PRINCIPAL, SCOPE, true)],
    ['next to nothing', allowed(BARE)],
    ['a refusal', forbidden()],
  ])('holds strings alone, with %s in it', (_name, decision) => {
    const types = Object.values(contextOf(decision) ?? {}).map((value) => typeof value);
    expect(new Set(types)).toEqual(new Set(['string']));
  });
});

/** An answer whose JSON is filled up to a number of bytes. */
const sized = (bytes: number, filler = 'x') => {
  const empty = Buffer.byteLength(
    JSON.stringify(answer(allowed({ ...PRINCIPAL, scopes: [''] }), 'http-2.0')),
  );
  const size = Buffer.byteLength(filler);
  return allowed({ ...PRINCIPAL, scopes: [filler.repeat((bytes - empty) / size)] });
};

describe('the size of an answer', () => {
  test('may be 8 KB', () => {
    expect(Buffer.byteLength(JSON.stringify(answer(sized(8192), 'http-2.0')))).toBe(8192);
  });

  test.each(KINDS)('is a fault beyond that, in answer to a %s event', (kind) => {
    expect(faultOf(() => answer(sized(8193), kind)).code).toBe('response.too_large');
  });

  test('counts bytes, not characters', () => {
    expect(faultOf(() => answer(sized(8194, 'ä'), 'http-2.0')).code).toBe('response.too_large');
  });
});
