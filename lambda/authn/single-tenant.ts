import { BARE_PRINCIPAL, type Principal } from '../domain/principal.ts';
import { DEFAULT_TENANT, FLAT_DEFAULT_TENANT, type Tenancy } from '../domain/tenant.ts';
import type { Strategy } from './strategy.ts';

/** Development only: nobody is asked for anything, and everything belongs to the one tenant. */
export function singleTenant(tenancy: Tenancy): Strategy {
  const tenant = tenancy === 'nested' ? DEFAULT_TENANT : FLAT_DEFAULT_TENANT;
  const everybody: Principal = {
    ...BARE_PRINCIPAL,
    mode: 'single-tenant',
    principalId: 'single-tenant',
    unrestricted: true,
    authority: { kind: 'own', tenant },
    overridable: false,
  };
  return { mode: 'single-tenant', authenticate: async () => everybody };
}
