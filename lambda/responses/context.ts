import type { Allowed, Denied } from '../domain/decision.ts';

/**
 * What the backend gets to know, as strings on every kind of API (a REST API would turn other types into
 * strings anyway). Absent values are left out.
 */
export type ResponseContext = Readonly<Record<string, string>>;

export function allowContext(
  { principal, scope, overridesLeftToBackend }: Allowed,
  decisionId: string,
): ResponseContext {
  return present({
    tenantId: scope.tenantId,
    allowedTenants: scope.allowedTenants === '*' ? '*' : scope.allowedTenants.join(),
    username: scope.username,
    authMode: principal.mode,
    principalId: principal.principalId,
    subject: principal.subject,
    issuer: principal.issuer,
    scope: principal.scopes.length === 0 ? undefined : principal.scopes.join(' '),
    keyId: principal.keyId,
    actor: scope.actor,
    expiresAt: principal.expiresAt?.toString(),
    overrides: overridesLeftToBackend ? 'backend' : undefined,
    decisionId,
  });
}

/** For the gateway's own answers and access logs (`$context.authorizer.denial`); no backend is reached. */
export function denyContext({ denial }: Denied, decisionId: string): ResponseContext {
  return { denial: denial.code, decisionId };
}

function present(values: Record<string, string | undefined>): ResponseContext {
  const entries = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}
