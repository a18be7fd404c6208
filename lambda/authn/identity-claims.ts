import type { JsonObject } from '../domain/json.ts';
import { type Denial, deny } from '../domain/denial.ts';
import type { TenantAuthority } from '../domain/principal.ts';
import { ANY_TENANT, isIdentifier, isTenantId, type Tenancy } from '../domain/tenant.ts';

/** Where the claims about tenant and user are. */
export interface IdentityClaimNames {
  /** The top-level claim holding the object with both; undefined: the top level. */
  readonly claims: string | undefined;
  readonly tenantClaim: string;
  readonly usernameClaim: string | undefined;
}

export interface IdentityClaims {
  readonly tenant: string;
  readonly username: string | undefined;
}

/**
 * Reads tenant and user from a verified payload. They must be there, be strings and keep to the grammar:
 * nothing is trimmed, folded or defaulted. `*` as a tenant exists only where tenants nest.
 */
export function readIdentityClaims(
  payload: JsonObject,
  names: IdentityClaimNames,
  tenancy: Tenancy,
): IdentityClaims | Denial {
  const holder = names.claims === undefined ? payload : member(payload, names.claims);
  if (typeof holder !== 'object' || holder === null || Array.isArray(holder)) return deny('token.claims');

  const tenant = member(holder, names.tenantClaim);
  if (typeof tenant !== 'string' || !(isTenantId(tenant, tenancy) || isWildcard(tenant, tenancy))) {
    return deny('token.tenant');
  }
  const username = names.usernameClaim === undefined ? undefined : member(holder, names.usernameClaim);
  if (username === undefined) return { tenant, username };
  return typeof username === 'string' && isIdentifier(username)
    ? { tenant, username }
    : deny('token.username');
}

/** What a token's tenant may do: the admin tenant acts for others and has to say for which. */
export function authorityOf(
  tenant: string,
  tenancy: Tenancy,
  adminTenant: string | undefined,
): TenantAuthority {
  if (tenant === adminTenant) return { kind: 'named', patterns: [ANY_TENANT] };
  return isWildcard(tenant, tenancy) ? { kind: 'any' } : { kind: 'own', tenant };
}

function isWildcard(tenant: string, tenancy: Tenancy): boolean {
  return tenant === ANY_TENANT && tenancy === 'nested';
}

// Own members only: a claim named `constructor` is a claim, a missing one is missing.
function member(object: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(object, name)?.value;
}

/** RFC 6749 §3.3: scopes travel in one string, separated by spaces. */
const SCOPE = /^[!#-[\]-~]+$/;

/** Space-separated (`scope`, RFC 8693 §4.2) or a list (`scp`). What has another shape grants nothing. */
export function readScopes(payload: JsonObject, scopeClaim: string | undefined): readonly string[] {
  const claim = scopeClaim === undefined ? (payload['scope'] ?? payload['scp']) : payload[scopeClaim];
  const scopes =
    typeof claim === 'string' ? claim.split(' ').filter((scope) => scope !== '') : strings(claim);
  return scopes.every((scope) => SCOPE.test(scope)) ? scopes : [];
}

/** A list of roles. What has another shape grants nothing. */
export function readRoles(payload: JsonObject, rolesClaim: string): readonly string[] {
  return strings(payload[rolesClaim]);
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : [];
}
