import type { Principal } from '../domain/principal.ts';
import { DEFAULT_TENANT, FLAT_DEFAULT_TENANT, type Tenancy } from '../domain/tenant.ts';
import type { Strategy } from './strategy.ts';

/** Development only: nobody is asked for anything, and everything belongs to the one tenant. */
export function singleTenant(tenancy: Tenancy): Strategy {
  const tenant = tenancy === 'nested' ? DEFAULT_TENANT : FLAT_DEFAULT_TENANT;
  const everybody: Principal = {
    mode: 'single-tenant',
    principalId: 'single-tenant',
    subject: undefined,
    issuer: undefined,
    username: undefined,
    keyId: undefined,
    scopes: [],
    roles: [],
    unrestricted: true,
    expiresAt: undefined,
    authority: { kind: 'own', tenant },
    overridable: false,
  };
  return { mode: 'single-tenant', authenticate: async () => everybody };
}
