import { deny } from '../domain/denial.ts';
import { BARE_PRINCIPAL } from '../domain/principal.ts';
import { isTenantId, type Tenancy } from '../domain/tenant.ts';
import type { Strategy } from './strategy.ts';

interface TrustedOptions {
  readonly tenancy: Tenancy;
  readonly overridable: boolean;
}

/** Development only: the bearer token is the tenant's name, and is believed. */
export function trusted({ tenancy, overridable }: TrustedOptions): Strategy {
  return {
    mode: 'trusted',
    async authenticate(credential) {
      if (credential.kind !== 'opaque') return undefined;
      const tenant = credential.value;
      if (!isTenantId(tenant, tenancy)) return deny('token.tenant');
      return {
        ...BARE_PRINCIPAL,
        mode: 'trusted',
        principalId: tenant,
        unrestricted: true,
        authority: { kind: 'own', tenant },
        overridable,
      };
    },
  };
}
