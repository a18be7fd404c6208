import type { IssuerSettings } from '../config/configuration.ts';
import { ASYMMETRIC_ALGORITHMS } from '../domain/algorithms.ts';
import type { JwsCredential } from '../domain/credential.ts';
import { type Denial, deny, isDenial } from '../domain/denial.ts';
import type { Principal } from '../domain/principal.ts';
import { matchesTenantPattern, type Tenancy } from '../domain/tenant.ts';
import type { Clock } from '../ports/clock.ts';
import type { IssuerKeys } from '../ports/keys.ts';
import { checkToken } from './check-token.ts';
import { authorityOf, readIdentityClaims, readRoles, readScopes } from './identity-claims.ts';
import type { Strategy } from './strategy.ts';
import { checkRegisteredClaims, isAccessTokenType } from './token-claims.ts';
import { VerifiedTokens } from './verified-tokens.ts';

/** An issuer that is trusted, with its own keys: they verify no other issuer's token. */
export interface TrustedIssuer {
  readonly settings: IssuerSettings;
  readonly keys: IssuerKeys;
}

/** With the tokens whose signatures have been verified under these very settings. */
interface VerifyingIssuer extends TrustedIssuer {
  readonly verified: VerifiedTokens;
}

interface OidcOptions {
  readonly tenancy: Tenancy;
  /** The tenant whose tokens act for others, and have to say for which. */
  readonly adminTenant: string | undefined;
  readonly clock: Clock;
  readonly clockToleranceSeconds: number;
}

const ASYMMETRIC: ReadonlySet<string> = new Set(ASYMMETRIC_ALGORITHMS);

/** Tokens of OpenID Connect issuers, signed with an asymmetric algorithm. */
export function oidc(issuers: readonly TrustedIssuer[], options: OidcOptions): Strategy {
  const trusted = new Map(
    issuers.map((issuer) => [issuer.settings.issuer, { ...issuer, verified: new VerifiedTokens() }]),
  );
  return {
    mode: 'oidc',
    async authenticate(credential) {
      if (credential.kind !== 'jws' || !ASYMMETRIC.has(credential.header.alg)) return undefined;
      // The claim selects among configured issuers and is good for nothing else until verified.
      const { iss } = credential.unverifiedPayload;
      const issuer = typeof iss === 'string' ? trusted.get(iss) : undefined;
      return issuer === undefined ? deny('token.issuer') : verify(credential, issuer, options);
    },
  };
}

async function verify(
  credential: JwsCredential,
  issuer: VerifyingIssuer,
  options: OidcOptions,
): Promise<Principal | Denial> {
  const { settings } = issuer;
  const { header, unverifiedPayload } = credential;
  if (!settings.algorithms.includes(header.alg)) return deny('token.algorithm');
  if (!isAccessTokenType(header.typ)) return deny('token.type');
  // Before the signature, for aws-jwt-verify reads dates it can't represent as errors of its own.
  const registered = checkRegisteredClaims(
    unverifiedPayload,
    options.clock() / 1000,
    options.clockToleranceSeconds,
  );
  if (isDenial(registered)) return registered;

  const refused = await verifySignature(credential, issuer, options);
  if (refused) return refused;

  const payload = unverifiedPayload;
  const identity = readIdentityClaims(payload, settings, options.tenancy);
  if (isDenial(identity)) return identity;
  if (!speaksFor(settings, identity.tenant)) return deny('tenant.not_of_issuer');
  return {
    mode: 'oidc',
    principalId: registered.subject ?? identity.username ?? identity.tenant,
    subject: registered.subject,
    issuer: settings.issuer,
    username: identity.username,
    keyId: header.kid,
    scopes: readScopes(payload, settings.scopeClaim),
    roles: readRoles(payload, settings.rolesClaim),
    unrestricted: false,
    expiresAt: registered.expiresAt,
    authority: authorityOf(identity.tenant, options.tenancy, options.adminTenant),
    overridable: true,
  };
}

async function verifySignature(
  credential: JwsCredential,
  { settings, keys, verified }: VerifyingIssuer,
  { clockToleranceSeconds }: OidcOptions,
): Promise<Denial | undefined> {
  const key = await keys.find(credential.header);
  if (key === undefined) return deny('token.key_unknown');
  const check = { settings, verified, clockToleranceSeconds };
  const refused = checkToken(credential, { ...check, key });
  if (refused?.code !== 'token.signature') return refused;
  // The issuer may have put a new key under the same kid. When it can't be asked, the signature is bad by the key
  // that is known, and an outage must not let anybody turn that into faults.
  const renewed = await keys.find(credential.header, key).catch(() => undefined);
  return renewed ? checkToken(credential, { ...check, key: renewed }) : refused;
}

function speaksFor({ tenants }: IssuerSettings, tenant: string): boolean {
  return tenants === undefined || tenants.some((pattern) => matchesTenantPattern(pattern, tenant));
}
