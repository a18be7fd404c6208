import { timingSafeEqual } from 'node:crypto';
import { deny } from '../domain/denial.ts';
import { BARE_PRINCIPAL, type Principal, type TenantAuthority } from '../domain/principal.ts';
import { ANY_TENANT, type Tenancy } from '../domain/tenant.ts';
import type { Clock } from '../ports/clock.ts';
import type { Secret } from '../ports/secrets.ts';
import { type ApiKey, digestOf } from './api-keys.ts';
import type { Strategy } from './strategy.ts';

interface ApiKeyOptions {
  readonly secret: Secret<readonly ApiKey[]>;
  readonly tenancy: Tenancy;
  readonly clock: Clock;
}

/** The internal key, for one machine to speak to another for any tenant or for those it is bound to. */
export function apiKey({ secret, tenancy, clock }: ApiKeyOptions): Strategy {
  return {
    mode: 'api-key',
    async authenticate(credential) {
      if (credential.kind !== 'api-key') return undefined;
      const digest = digestOf(credential.key);
      const key = await secret.find((keys) => matching(digest, keys));
      if (key === undefined) return deny('api_key.unknown');
      const isOver = key.expiresAt !== undefined && clock() / 1000 >= key.expiresAt;
      return isOver ? deny('api_key.expired') : principalOf(key, tenancy);
    },
  };
}

// All keys are compared, whichever matches, so that the time taken says nothing.
function matching(digest: Buffer, keys: readonly ApiKey[]): ApiKey | undefined {
  let match: ApiKey | undefined;
  for (const key of keys) if (timingSafeEqual(digest, key.digest)) match ??= key;
  return match;
}

function principalOf(key: ApiKey, tenancy: Tenancy): Principal {
  return {
    ...BARE_PRINCIPAL,
    mode: 'api-key',
    principalId: `api-key:${key.id}`,
    keyId: key.id,
    scopes: key.scopes ?? [],
    roles: key.roles ?? [],
    unrestricted: key.scopes === undefined && key.roles === undefined,
    expiresAt: key.expiresAt === undefined ? undefined : Math.floor(key.expiresAt),
    authority: authorityOf(key.tenants, tenancy),
    overridable: true,
  };
}

function authorityOf(tenants: readonly string[] | undefined, tenancy: Tenancy): TenantAuthority {
  // Flat tenants have none that stands for all of them, so a request has to name one.
  if (tenants === undefined) return tenancy === 'nested' ? { kind: 'any' } : named([ANY_TENANT]);
  const [only, ...others] = tenants;
  const isOneTenant = only !== undefined && others.length === 0 && !only.endsWith(ANY_TENANT);
  return isOneTenant ? { kind: 'own', tenant: only } : named(tenants);
}

function named(patterns: readonly string[]): TenantAuthority {
  return { kind: 'named', patterns };
}
