import type { TenancySettings } from '../config/configuration.ts';
import { type Denial, deny } from '../domain/denial.ts';
import type { Principal, TenantAuthority } from '../domain/principal.ts';
import type { AccessRequest } from '../domain/request.ts';
import type { ScopeResolution, TenantScope } from '../domain/scope.ts';
import {
  DEFAULT_TENANT,
  isTenantId,
  matchesTenantPattern,
  readableTenants,
  type Tenancy,
} from '../domain/tenant.ts';
import { applyOverrides, type Overrides } from './overrides.ts';

const NO_OVERRIDES: Overrides = { tenant: undefined, username: undefined };

// The list of tenants travels in the context, and the whole answer has to stay below the gateway's 8 KB.
const MAX_ALLOWED_TENANTS_LENGTH = 4096;

/** Works out whose data the request may touch, from the principal and the override headers. */
export function resolveScope(
  principal: Principal,
  request: AccessRequest,
  settings: TenancySettings,
): ScopeResolution | Denial {
  const overrides = principal.overridable ? readOverrides(request, settings) : NO_OVERRIDES;
  if ('denied' in overrides) return overrides;

  const base = baseScope(principal, overrides.tenant, settings.model);
  if ('denied' in base) return base;
  if (base.allowedTenants !== '*' && base.allowedTenants.join().length > MAX_ALLOWED_TENANTS_LENGTH) {
    return deny('tenant.too_deep');
  }
  // All of them or none: what one header means depends on the other, so the backend has to see the same scope.
  if (principal.overridable && hidesOverrides(request, settings)) {
    return { scope: base, overridesLeftToBackend: true };
  }
  const scope = applyOverrides(base, overrides, principal);
  return 'denied' in scope ? scope : { scope, overridesLeftToBackend: false };
}

function readOverrides(
  { headers }: AccessRequest,
  { tenantHeader, usernameHeader }: TenancySettings,
): Overrides | Denial {
  const [tenant, ...otherTenants] = headers.get(tenantHeader) ?? [];
  const [username, ...otherUsernames] = headers.get(usernameHeader) ?? [];
  const ambiguous = otherTenants.length > 0 || otherUsernames.length > 0;
  return ambiguous ? deny('credential.ambiguous') : { tenant, username };
}

function baseScope(
  { authority, username, principalId }: Principal,
  namedTenant: string | undefined,
  model: Tenancy,
): TenantScope | Denial {
  switch (authority.kind) {
    case 'own':
      return {
        tenantId: authority.tenant,
        allowedTenants: readableTenants(authority.tenant, model),
        username,
        actor: undefined,
      };
    case 'any':
      return { tenantId: DEFAULT_TENANT, allowedTenants: '*', username, actor: undefined };
    case 'named':
      return namedScope(authority, namedTenant, model, principalId);
  }
}

function namedScope(
  { patterns }: Extract<TenantAuthority, { kind: 'named' }>,
  tenant: string | undefined,
  model: Tenancy,
  actor: string,
): TenantScope | Denial {
  if (tenant === undefined) return deny('tenant.required');
  if (!isTenantId(tenant, model)) return deny('tenant.malformed');
  if (!patterns.some((pattern) => matchesTenantPattern(pattern, tenant))) return deny('tenant.out_of_scope');
  return { tenantId: tenant, allowedTenants: [tenant], username: undefined, actor };
}

function hidesOverrides({ visibleHeaders }: AccessRequest, settings: TenancySettings): boolean {
  if (visibleHeaders === 'all') return false;
  return !(visibleHeaders.has(settings.tenantHeader) && visibleHeaders.has(settings.usernameHeader));
}
