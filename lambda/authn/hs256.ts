import { createHmac, timingSafeEqual } from 'node:crypto';
import type { JwsCredential } from '../domain/credential.ts';
import { deny, isDenial } from '../domain/denial.ts';
import type { Tenancy } from '../domain/tenant.ts';
import type { Clock } from '../ports/clock.ts';
import type { Secret } from '../ports/secrets.ts';
import { authorityOf, readIdentityClaims, readRoles, readScopes } from './identity-claims.ts';
import type { Strategy } from './strategy.ts';
import { checkRegisteredClaims, isAccessTokenType } from './token-claims.ts';

interface Hs256Options {
  readonly secret: Secret<readonly Buffer[]>;
  readonly tenantClaim: string;
  readonly tenancy: Tenancy;
  /** The tenant whose tokens act for others, and have to say for which. */
  readonly adminTenant: string | undefined;
  /** Whether the override headers mean anything for tenants other than the admin's. */
  readonly overridable: boolean;
  readonly clock: Clock;
  readonly clockToleranceSeconds: number;
}

/** Tokens signed with HMAC SHA-256 (RFC 7518 §3.2) and a shared secret, as Amalgam8's control plane takes them. */
export function hs256(options: Hs256Options): Strategy {
  return {
    mode: 'hs256',
    async authenticate(credential) {
      if (credential.kind !== 'jws' || credential.header.alg !== 'HS256') return undefined;
      if (!isAccessTokenType(credential.header.typ)) return deny('token.type');
      const payload = credential.unverifiedPayload;
      const registered = checkRegisteredClaims(
        payload,
        options.clock() / 1000,
        options.clockToleranceSeconds,
      );
      if (isDenial(registered)) return registered;

      const verified = await options.secret.find((secrets) => isSignedBy(credential, secrets) || undefined);
      if (!verified) return deny('token.signature');

      const names = { claims: undefined, tenantClaim: options.tenantClaim, usernameClaim: undefined };
      const identity = readIdentityClaims(payload, names, options.tenancy);
      if (isDenial(identity)) return identity;
      return {
        mode: 'hs256',
        principalId: registered.subject ?? identity.tenant,
        subject: registered.subject,
        issuer: isUri(payload['iss']) ? payload['iss'] : undefined,
        username: undefined,
        keyId: credential.header.kid,
        scopes: readScopes(payload, undefined),
        roles: readRoles(payload, 'roles'),
        unrestricted: false,
        expiresAt: registered.expiresAt,
        authority: authorityOf(identity.tenant, options.tenancy, options.adminTenant),
        overridable: options.overridable || identity.tenant === options.adminTenant,
      };
    },
  };
}

// All versions of the secret are tried, whichever matches, so that the time taken says nothing.
function isSignedBy({ signingInput, signature }: JwsCredential, secrets: readonly Buffer[]): boolean {
  const matching = secrets.filter((secret) => {
    const expected = createHmac('sha256', secret).update(signingInput).digest();
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  });
  return matching.length > 0;
}

// Whoever has the secret chooses `iss`; it is passed on where it can be one.
function isUri(value: unknown): value is string {
  return typeof value === 'string' && /^[!-~]{1,256}$/.test(value);
}
