import * as v from 'valibot';
import { AUTH_MODES } from '../../lambda/domain/mode.ts';
import { applyOverrides } from '../../lambda/tenancy/overrides.ts';

const contextSchema = v.looseObject({
  tenantId: v.string(),
  allowedTenants: v.string(),
  username: v.optional(v.string()),
  actor: v.optional(v.string()),
  authMode: v.picklist(AUTH_MODES),
  principalId: v.string(),
  overrides: v.literal('backend'),
});

type Context = Readonly<Record<string, unknown>>;

/**
 * What a backend has to do with a context that says `overrides: "backend"`: apply the tenant and username headers
 * of the very request, which the gateway's cache knows nothing of, by the authorizer's own rule.
 * Answers the code of the denial where the headers ask for too much.
 */
export function withLeftOverrides(
  context: Context,
  headers: Readonly<Record<string, string>>,
): Context | string {
  const parsed = v.safeParse(contextSchema, context);
  if (!parsed.success) return context;
  const { overrides: _applied, authMode, principalId, ...values } = parsed.output;
  const header = (name: string): string | undefined =>
    Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  const scope = applyOverrides(
    {
      tenantId: values.tenantId,
      allowedTenants: values.allowedTenants === '*' ? '*' : values.allowedTenants.split(','),
      username: values.username,
      actor: values.actor,
    },
    { tenant: header('x-tenant-id'), username: header('x-username') },
    { mode: authMode, principalId },
  );
  if ('denied' in scope) return scope.code;
  return { ...values, authMode, principalId, ...scope, allowedTenants: [scope.allowedTenants].flat().join() };
}
