import { API_KEY_ARN, HS256_ARN, type Variables } from './configuration.ts';
import { API_KEY, HS256_SECRET } from './credentials.ts';
import { ecKey, type Members, rsaKey, signHs256, signJwt, type SigningKey } from './keys.ts';
import { FakeWorld, ISSUER } from './world.ts';

export const PARTNER = 'https://partner.example/oidc';
export const TENANT_KEY = 'tenant-key-0123456789-0123456789-acme';
const AUDIENCES = { [ISSUER]: 'https://api.example.com', [PARTNER]: 'https://partner.example' };

export const OPERATOR_KEY = rsaKey('operator-1');
export const OPERATOR_EC_KEY = ecKey('operator-2');
const PARTNER_KEY = ecKey('partner-1');

/** Every mode that asks for a proof, each with more than one source of it. */
const EVERYTHING: Variables = {
  AUTH_JWT_ISSUERS: JSON.stringify([
    { issuer: ISSUER, audience: AUDIENCES[ISSUER] },
    { issuer: PARTNER, audience: [AUDIENCES[PARTNER]], claims: 'org', tenants: ['acme', 'acme:*'] },
  ]),
  AUTH_API_KEY_SECRET_ARN: API_KEY_ARN,
  AUTH_HS256_SECRET_ARN: HS256_ARN,
  AUTH_ADMIN_TENANT: 'root',
};

/** A world with everything configured and everything up. Two of them differ in nothing but what they were asked. */
export function fullWorld(environment: Variables = {}): FakeWorld {
  const keys = [
    { id: 'internal', key: API_KEY },
    { id: 'tenant', key: TENANT_KEY, tenants: ['acme', 'globex'], scopes: ['read'] },
  ];
  return new FakeWorld({ ...EVERYTHING, ...environment })
    .issuer(ISSUER, [OPERATOR_KEY, OPERATOR_EC_KEY])
    .issuer(PARTNER, [PARTNER_KEY])
    .secret(API_KEY_ARN, JSON.stringify({ keys }), 'previous-key-0123456789-0123456789-abc')
    .secret(HS256_ARN, HS256_SECRET, 'the previous HS256 secret, as long as this');
}

export interface TokenParts {
  readonly claims?: Members;
  readonly header?: Members;
  readonly key?: SigningKey;
}

/** A token of the operator that lasts an hour from the test's start; undefined takes a claim away. */
export function operatorToken(
  tenant: unknown,
  { claims = {}, header = {}, key = OPERATOR_KEY }: TokenParts = {},
): string {
  const usual = { iss: ISSUER, aud: AUDIENCES[ISSUER], exp: inAnHour(), sub: 'user-1', tenant_id: tenant };
  return signJwt(key, { ...usual, ...claims }, header);
}

/** A token of the partner, who may speak for acme alone. */
export function partnerToken(
  tenant: unknown,
  { claims = {}, header = {}, key = PARTNER_KEY }: TokenParts = {},
): string {
  const usual = {
    iss: PARTNER,
    aud: AUDIENCES[PARTNER],
    exp: inAnHour(),
    sub: 'user-2',
    org: { tenant_id: tenant },
  };
  return signJwt(key, { ...usual, ...claims }, header);
}

export function hs256Token(namespace: unknown, { claims = {}, header = {} }: TokenParts = {}): string {
  return signHs256(HS256_SECRET, { exp: inAnHour(), namespace, ...claims }, header);
}

function inAnHour(): number {
  return Math.floor(Date.now() / 1000) + 3600;
}
