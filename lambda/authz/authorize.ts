import { type Denial, deny } from '../domain/denial.ts';
import type { Principal } from '../domain/principal.ts';
import type { RequestedRoute } from '../domain/request.ts';
import type { RouteRule } from '../domain/route-rule.ts';
import type { ScopeResolution } from '../domain/scope.ts';
import { ANY_TENANT, matchesTenantPattern } from '../domain/tenant.ts';
import { findRule } from './route-match.ts';

/**
 * Whether the route rules let the principal in, acting for the scope's tenant. Without rules it is enough to
 * be authenticated; with rules a route that none names is closed.
 */
export function authorize(
  principal: Principal,
  resolution: ScopeResolution,
  route: RequestedRoute | undefined,
  rules: readonly RouteRule[] | undefined,
): Denial | undefined {
  if (rules === undefined) return undefined;
  const rule = route && findRule(rules, route);
  if (rule === undefined) return deny('route.unknown');
  const { modes, tenants, scopes, roles } = rule;
  if (modes && !modes.includes(principal.mode)) return deny('route.mode');
  if (tenants && !isLimitedTo(tenants, resolution)) return deny('route.tenant');
  if (principal.unrestricted) return undefined;
  if (scopes && !scopes.every((needed) => principal.scopes.includes(needed))) return deny('route.scope');
  if (roles && !roles.some((accepted) => principal.roles.includes(accepted))) return deny('route.role');
  return undefined;
}

// A tenant that the backend has yet to choose must be within the rule whichever it will be.
function isLimitedTo(
  patterns: readonly string[],
  { scope, overridesLeftToBackend }: ScopeResolution,
): boolean {
  const tenants = overridesLeftToBackend ? scope.allowedTenants : [scope.tenantId];
  if (tenants === '*') return patterns.includes(ANY_TENANT);
  return tenants.every((tenant) => patterns.some((pattern) => matchesTenantPattern(pattern, tenant)));
}
