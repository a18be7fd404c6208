import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as v from 'valibot';
import { isDenial } from '../../lambda/domain/denial.ts';
import { AUTH_MODES } from '../../lambda/domain/mode.ts';
import { applyOverrides } from '../../lambda/tenancy/overrides.ts';
import type { Answer } from '../support/answer.ts';
import { REQUEST_EVENTS } from '../support/events.ts';
import { fullWorld } from '../support/full-world.ts';
import { AUTHORIZATIONS, TENANTS, USERNAMES } from '../support/known-credentials.ts';

interface Asked {
  readonly authorization: string;
  readonly tenant: string | undefined;
  readonly username: string | undefined;
}

const asked: fc.Arbitrary<Asked> = fc.record({
  authorization: fc.constantFrom(...AUTHORIZATIONS),
  tenant: fc.option(fc.constantFrom(...TENANTS), { nil: undefined }),
  username: fc.option(fc.constantFrom(...USERNAMES), { nil: undefined }),
});

const contextSchema = v.object({
  tenantId: v.string(),
  allowedTenants: v.string(),
  username: v.optional(v.string()),
  actor: v.optional(v.string()),
  principalId: v.string(),
  authMode: v.picklist(AUTH_MODES),
});

function ask(request: Asked, identitySources: string): Promise<Answer> {
  const headers = {
    Authorization: request.authorization,
    'X-Tenant-ID': request.tenant,
    'X-Username': request.username,
  };
  const present = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const event = REQUEST_EVENTS['rest-request'](Object.fromEntries(present));
  return fullWorld({ AUTH_IDENTITY_SOURCES: identitySources }).ask(event);
}

/** Whose data a request ends up with, after the backend has done what the context leaves to it. */
function scopeIn({ status, context }: Answer, { tenant, username }: Asked): unknown {
  if (status !== 200) return 'refused';
  const { principalId, authMode, allowedTenants, ...rest } = v.parse(contextSchema, context);
  const scope = {
    tenantId: rest.tenantId,
    username: rest.username,
    actor: rest.actor,
    allowedTenants: allowedTenants === '*' ? '*' : allowedTenants.split(','),
  } as const;
  if (context['overrides'] !== 'backend') return scope;
  const applied = applyOverrides(scope, { tenant, username }, { mode: authMode, principalId });
  return isDenial(applied) ? 'refused' : applied;
}

describe('a request ends with the same scope, whichever side applies the override headers', () => {
  test.each([
    ['neither', 'header.Authorization'],
    ['the tenant header alone', 'header.Authorization,header.X-Tenant-ID'],
    ['the user header alone', 'header.Authorization,header.X-Username'],
    ['both', 'header.Authorization,header.X-Tenant-ID,header.X-Username'],
  ])('with %s in the cache key', async (_name, identitySources) => {
    await fc.assert(
      fc.asyncProperty(asked, async (request) => {
        const cached = await ask(request, identitySources);
        // Who has to name a tenant can't on an authorizer that doesn't see which.
        fc.pre(cached.code !== 'tenant.required');
        expect(scopeIn(cached, request)).toEqual(scopeIn(await ask(request, ''), request));
      }),
      { numRuns: 120 },
    );
  });
});
