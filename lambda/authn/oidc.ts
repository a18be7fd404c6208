import type { KeyObject } from 'node:crypto';
import { supportedSignatureAlgorithms, verifyJwtSync } from 'aws-jwt-verify/jwt-verifier';
import type { IssuerSettings } from '../config/configuration.ts';
import type { JwsCredential } from '../domain/credential.ts';
import { type Denial, deny, isDenial } from '../domain/denial.ts';
import type { Principal } from '../domain/principal.ts';
import { matchesTenantPattern, type Tenancy } from '../domain/tenant.ts';
import type { Clock } from '../ports/clock.ts';
import type { IssuerKeys, VerificationKey } from '../ports/keys.ts';
import { authorityOf, readIdentityClaims, readRoles, readScopes } from './identity-claims.ts';
import type { Strategy } from './strategy.ts';
import { checkRegisteredClaims, isAccessTokenType } from './token-claims.ts';
import { denialOf } from './verification-errors.ts';

/** An issuer that is trusted, with its own keys: they verify no other issuer's token. */
export interface TrustedIssuer {
  readonly settings: IssuerSettings;
  readonly keys: IssuerKeys;
}

interface OidcOptions {
  readonly tenancy: Tenancy;
  /** The tenant whose tokens act for others, and have to say for which. */
  readonly adminTenant: string | undefined;
  readonly clock: Clock;
  readonly clockToleranceSeconds: number;
}

const ASYMMETRIC = new Set<string>(supportedSignatureAlgorithms);

/** Tokens of OpenID Connect issuers, signed with an asymmetric algorithm. */
export function oidc(issuers: readonly TrustedIssuer[], options: OidcOptions): Strategy {
  const trusted = new Map(issuers.map((issuer) => [issuer.settings.issuer, issuer]));
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
  { settings, keys }: TrustedIssuer,
  options: OidcOptions,
): Promise<Principal | Denial> {
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

  if (!hasSignatureLength(credential)) return deny('token.signature');

  const refused = await verifySignature(credential, { settings, keys }, options);
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

/** r and s in full (RFC 7518 §3.4, RFC 8032 §5.1.6); of another length, node:crypto throws instead of refusing. */
const SIGNATURE_BYTES: Readonly<Record<string, number>> = { ES256: 64, ES384: 96, ES512: 132, EdDSA: 64 };

function hasSignatureLength({ header, signature }: JwsCredential): boolean {
  return signature.length === (SIGNATURE_BYTES[header.alg] ?? signature.length);
}

async function verifySignature(
  { header, token }: JwsCredential,
  { settings, keys }: TrustedIssuer,
  { clockToleranceSeconds }: OidcOptions,
): Promise<Denial | undefined> {
  const key = await keys.find(header);
  if (key === undefined) return deny('token.key_unknown');
  const refused = verifyWith(key, token, settings, clockToleranceSeconds);
  if (refused?.code !== 'token.signature') return refused;
  // An issuer may have put a new key under the same kid.
  const renewed = await keys.find(header, key);
  return renewed ? verifyWith(renewed, token, settings, clockToleranceSeconds) : refused;
}

function verifyWith(
  { jwk, key }: VerificationKey,
  token: string,
  { issuer, audience }: IssuerSettings,
  graceSeconds: number,
): Denial | undefined {
  try {
    const importKey = (): KeyObject => key;
    verifyJwtSync(token, jwk, { issuer, audience: [...audience], graceSeconds }, importKey);
    return undefined;
  } catch (error) {
    return deny(denialOf(error));
  }
}

function speaksFor({ tenants }: IssuerSettings, tenant: string): boolean {
  return tenants === undefined || tenants.some((pattern) => matchesTenantPattern(pattern, tenant));
}
