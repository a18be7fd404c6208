import { API_KEY } from './credentials.ts';
import { ecKey } from './keys.ts';
import {
  hs256Token,
  OPERATOR_EC_KEY,
  operatorToken,
  partnerToken,
  TENANT_KEY,
  type TokenParts,
} from './full-world.ts';

const STRANGER = ecKey('operator-2');

// An EC key is faster than an RSA one in the first check of each fresh world.
const operator = (tenant: unknown, parts: TokenParts = {}) =>
  operatorToken(tenant, { key: OPERATOR_EC_KEY, ...parts });

/** Authorization fields of every kind of outcome: allowed, unauthenticated, forbidden. */
export const AUTHORIZATIONS: readonly string[] = [
  `Bearer ${operator('acme')}`,
  `Bearer ${operator('acme:eu', { claims: { username: 'al', scope: 'read write' } })}`,
  `Bearer ${operator('*')}`,
  `Bearer ${operator('root', { claims: { sub: 'root-1' } })}`,
  `Bearer ${operator('acme', { claims: { exp: 1 } })}`,
  `Bearer ${operator('acme', { key: STRANGER })}`,
  `Bearer ${operator(undefined)}`,
  `Bearer ${operator('acme', { claims: { username: 7 } })}`,
  `Bearer ${partnerToken('acme')}`,
  `Bearer ${partnerToken('globex')}`,
  `Bearer ${partnerToken(undefined)}`,
  `Bearer ${hs256Token('acme')}`,
  `Bearer ${hs256Token('root')}`,
  `Bearer ${hs256Token(undefined)}`,
  `Bearer ${Array.from({ length: 80 }, () => 'a').join(':')}`,
  `ApiKey ${API_KEY}`,
  `ApiKey ${TENANT_KEY}`,
  'ApiKey of-nobody-0123456789-0123456789-abc',
  'Bearer acme',
  'Basic dXNlcjpwYXNz',
  '',
];

export const KEYS: readonly string[] = [API_KEY, TENANT_KEY, 'of-nobody-0123456789-0123456789-abc', ''];
export const TENANTS: readonly string[] = ['acme', 'acme:eu', 'globex', '_', '*', 'root', '', 'a,b'];
export const USERNAMES: readonly string[] = ['al', 'bob', '*', '', 'a b'];
