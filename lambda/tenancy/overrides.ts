import { type Denial, deny } from '../domain/denial.ts';
import type { AuthMode } from '../domain/mode.ts';
import type { TenantScope } from '../domain/scope.ts';
import { ANY_TENANT, isIdentifier, isTenantId } from '../domain/tenant.ts';

/** What the request's headers ask for; undefined where a header is absent. */
export interface Overrides {
  readonly tenant: string | undefined;
  readonly username: string | undefined;
}

/** Who asks for it. */
export interface OverridingPrincipal {
  readonly mode: AuthMode;
  readonly principalId: string;
}

/**
 * Applies the tenant and username headers to a scope. A tenant that the scope may read narrows it to exactly
 * that tenant; `*` is for those who may read all, and changes nothing. The username is kept while the tenant
 * stays, and only the internal key may set one.
 */
export function applyOverrides(
  base: TenantScope,
  { tenant, username }: Overrides,
  principal: OverridingPrincipal,
): TenantScope | Denial {
  const narrowed = tenant === undefined ? base : overrideTenant(base, tenant);
  if ('denied' in narrowed) return narrowed;
  const named = username === undefined ? narrowed : overrideUsername(base, narrowed, username, principal);
  if ('denied' in named) return named;
  const unchanged = named.tenantId === base.tenantId && named.username === base.username;
  return unchanged ? named : { ...named, actor: base.actor ?? principal.principalId };
}

function overrideTenant(base: TenantScope, tenant: string): TenantScope | Denial {
  if (tenant === ANY_TENANT) return base.allowedTenants === '*' ? base : deny('tenant.out_of_scope');
  if (base.allowedTenants === '*' ? !isTenantId(tenant) : !isIdentifier(tenant)) {
    return deny('tenant.malformed');
  }
  if (base.allowedTenants !== '*' && !base.allowedTenants.includes(tenant)) {
    return deny('tenant.out_of_scope');
  }
  const username = tenant === base.tenantId ? base.username : undefined;
  return { ...base, tenantId: tenant, allowedTenants: [tenant], username };
}

function overrideUsername(
  base: TenantScope,
  narrowed: TenantScope,
  username: string,
  { mode }: OverridingPrincipal,
): TenantScope | Denial {
  if (username !== ANY_TENANT && !isIdentifier(username)) return deny('username.malformed');
  if (mode === 'api-key') return { ...narrowed, username };
  return username === base.username ? narrowed : deny('username.not_allowed');
}
