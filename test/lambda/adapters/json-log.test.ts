import { describe, expect, test } from '@jest/globals';
import { jsonLog } from '../../../lambda/adapters/json-log.ts';
import { deny } from '../../../lambda/domain/denial.ts';
import { Fault } from '../../../lambda/domain/fault.ts';
import type { Principal } from '../../../lambda/domain/principal.ts';
import { parseEvent } from '../../../lambda/events/parse-event.ts';
import restRequest from '../../fixtures/events/rest-request.json';

const request = parseEvent(restRequest, 'authorization');
const principal: Principal = {
  mode: 'oidc',
  principalId: 's-1',
  subject: 's-1',
  issuer: 'https://idp.example.com/',
  username: 'al',
  keyId: 'k1',
  scopes: ['read'],
  roles: [],
  unrestricted: false,
  expiresAt: 1,
  authority: { kind: 'own', tenant: 'acme' },
  overridable: true,
};
const scope = { tenantId: 'acme', allowedTenants: ['acme'], username: 'al', actor: 's-1' };

function logged(say: (log: ReturnType<typeof jsonLog>) => void): unknown[] {
  const lines: string[] = [];
  say(
    jsonLog(
      (line) => lines.push(line),
      () => Date.UTC(2026, 10, 21),
    ),
  );
  return lines.map((line): unknown => JSON.parse(line));
}

const COMMON = { timestamp: '2026-11-21T00:00:00.000Z', decisionId: 'd' };
const REQUEST = {
  api: 'rest-request',
  apiId: 'a1b2c3d4e5',
  stage: 'prod',
  requestId: '4e2f6a90-7d1c-4c39-9a35-0d8a1f5b7c11',
};

describe('the log', () => {
  test('says of an allowed request who may do what for whom', () => {
    const decision = { outcome: 'allowed', principal, scope, overridesLeftToBackend: false } as const;
    expect(logged((log) => log.decided({ decision, decisionId: 'd', request, durationMs: 3 }))).toEqual([
      {
        ...COMMON,
        level: 'INFO',
        message: 'decision',
        outcome: 'allowed',
        tenantId: 'acme',
        actor: 's-1',
        mode: 'oidc',
        principalId: 's-1',
        keyId: 'k1',
        ...REQUEST,
        durationMs: 3,
      },
    ]);
  });

  test('says of a denied request why', () => {
    const decision = { outcome: 'forbidden', denial: deny('route.scope'), principal } as const;
    expect(logged((log) => log.decided({ decision, decisionId: 'd', request, durationMs: 0 }))).toEqual([
      {
        ...COMMON,
        level: 'INFO',
        message: 'decision',
        outcome: 'forbidden',
        code: 'route.scope',
        mode: 'oidc',
        principalId: 's-1',
        keyId: 'k1',
        ...REQUEST,
        durationMs: 0,
      },
    ]);
  });

  test('says of an unauthenticated request nothing but why', () => {
    const decision = {
      outcome: 'unauthenticated',
      denial: deny('token.signature'),
      principal: undefined,
    } as const;
    expect(logged((log) => log.decided({ decision, decisionId: 'd', request, durationMs: 0 }))).toEqual([
      {
        ...COMMON,
        level: 'INFO',
        message: 'decision',
        outcome: 'unauthenticated',
        code: 'token.signature',
        ...REQUEST,
        durationMs: 0,
      },
    ]);
  });

  test('says of a fault what an operator needs, and of its cause the name alone', () => {
    const fault = new Fault('keys.unavailable', 'No answer.', {
      retryable: true,
      cause: new TypeError('secret'),
    });
    expect(logged((log) => log.faulted({ fault, decisionId: 'd', request }))).toEqual([
      {
        ...COMMON,
        level: 'ERROR',
        message: 'fault',
        outcome: 'fault',
        code: 'keys.unavailable',
        reason: 'No answer.',
        retryable: true,
        cause: 'TypeError',
        ...REQUEST,
      },
    ]);
  });

  test('says of a fault before the request was read that there is one', () => {
    const fault = new Fault('event.malformed', 'x', { cause: 'no error' });
    expect(logged((log) => log.faulted({ fault, decisionId: 'd', request: undefined }))).toEqual([
      {
        ...COMMON,
        level: 'ERROR',
        message: 'fault',
        outcome: 'fault',
        code: 'event.malformed',
        reason: 'x',
        retryable: false,
      },
    ]);
  });

  test('says warnings', () => {
    expect(logged((log) => log.warned('for local use'))).toEqual([
      { timestamp: COMMON.timestamp, level: 'WARN', message: 'warning', reason: 'for local use' },
    ]);
  });

  test('is one line, whatever is in it', () => {
    const lines: string[] = [];
    const log = jsonLog(
      (line) => lines.push(line),
      () => 0,
    );
    const odd = { ...principal, principalId: 'a\nb\u2028{"level":"ERROR"}' };
    const decision = { outcome: 'forbidden', denial: deny('route.role'), principal: odd } as const;
    log.decided({ decision, decisionId: 'd', request, durationMs: 0 });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/[\r\n]/);
  });
});
