/** The wildcard: as a claim, every tenant; as an override, "no narrowing". */
export const ANY_TENANT = '*';

/** The tenant that everybody may read and that belongs to nobody, where tenants nest. */
export const DEFAULT_TENANT = '_';

/** The only tenant of a flat, single-tenant deployment. */
export const FLAT_DEFAULT_TENANT = 'default';

const SEPARATOR = ':';
const MAX_LENGTH = 256;

// Visible ASCII without comma, `*`, `?`, quotes and backslash. Such a string is safe in a comma-separated
// list, in an IAM pattern, in a header and in JSON, so that no later stage has to escape, fold or trim it.
const IDENTIFIER = /^[!#-&()+\-./0-9:;<=>@A-Z[\]^_`a-z{|}~]+$/;

/** How tenants relate: `nested` (`a:b` is a child of `a`, `_` is shared) or `flat` (no relation at all). */
export type Tenancy = 'nested' | 'flat';

/** A tenant or user name: 1–256 characters of visible ASCII, free of `, * ? " ' \`. The wildcard is none. */
export function isIdentifier(value: string): boolean {
  return value.length <= MAX_LENGTH && IDENTIFIER.test(value);
}

/** A tenant id of either tenancy. Where tenants nest, no level of it may be empty (`a::b`, `:a`, `a:`). */
export function isTenantId(value: string, tenancy: Tenancy = 'nested'): boolean {
  return isIdentifier(value) && (tenancy === 'flat' || value.split(SEPARATOR).every((level) => level !== ''));
}

/** A pattern over tenants: `*` (any), `acme:*` (everything below `acme`, not `acme` itself), or one tenant. */
export function isTenantPattern(value: string): boolean {
  return value === ANY_TENANT || isTenantId(value.endsWith(':*') ? value.slice(0, -2) : value);
}

/** Whether `tenant` is one that `pattern` names. Exact on levels: `acme:*` never matches `acme2`. */
export function matchesTenantPattern(pattern: string, tenant: string): boolean {
  if (pattern === ANY_TENANT) return true;
  if (pattern.endsWith(':*')) return tenant.startsWith(pattern.slice(0, -1));
  return pattern === tenant;
}

/** The tenants that one of `tenant` may read: itself and, where tenants nest, its ancestors and `_`. */
export function readableTenants(tenant: string, tenancy: Tenancy): readonly string[] {
  if (tenancy === 'flat') return [tenant];
  const levels = tenant.split(SEPARATOR);
  const ancestry = levels.map((_, depth) => levels.slice(0, depth + 1).join(SEPARATOR));
  return [...new Set([DEFAULT_TENANT, ...ancestry])];
}
