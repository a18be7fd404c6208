import { describe, expect, test } from '@jest/globals';
import {
  AMALGAM8,
  API_KEY_ARN,
  HS256_ARN,
  mistakesIn,
  ONE_ISSUER,
  PLAIN_KEY,
  type Variables,
} from '../../support/configuration.ts';
import { API_KEY, HS256_SECRET } from '../../support/credentials.ts';

type Row = readonly [name: string, set: Variables, variable: string, remedy: string];

const PEM = `-----BEGIN PUBLIC KEY-----\n${'A'.repeat(64)}\n-----END PUBLIC KEY-----`;

const MODES: readonly Row[] = [
  ['nothing to authenticate with', {}, 'AUTH_MODES', 'nothing to authenticate with'],
  [
    'an unknown mode',
    { ...ONE_ISSUER, AUTH_MODES: 'oidc,jwt' },
    'AUTH_MODES',
    'comma-separated list of oidc',
  ],
  ['a mode without its issuer', { AUTH_MODES: 'oidc' }, 'AUTH_MODES', 'set AUTH_JWT_ISSUER_URL'],
  ['a mode without its secret', { AUTH_MODES: 'hs256' }, 'AUTH_MODES', 'set AUTH_HS256_SECRET_ARN'],
  ['a mode without its key', { AUTH_MODES: 'api-key' }, 'AUTH_MODES', 'set AUTH_API_KEY_SECRET_ARN'],
  [
    'Amalgam8 mode jwt without its secret',
    { A8_AUTH_MODE: 'jwt' },
    'AUTH_MODES',
    'set AUTH_HS256_SECRET_ARN',
  ],
  [
    'single-tenant beside another mode',
    { ...ONE_ISSUER, AUTH_MODES: 'oidc,single-tenant' },
    'AUTH_MODES',
    'goes with no other mode',
  ],
  [
    'multi-tenancy off and another mode on',
    { ...ONE_ISSUER, AUTH_MODES: 'oidc', MULTI_TENANCY_ENABLED: 'false' },
    'MULTI_TENANCY_ENABLED',
    'contradicts AUTH_MODES',
  ],
  [
    'multi-tenancy neither on nor off',
    { ...ONE_ISSUER, MULTI_TENANCY_ENABLED: 'no' },
    'MULTI_TENANCY_ENABLED',
    'must be true or false',
  ],
  [
    'multi-tenancy off and an Amalgam8 mode on',
    { ...AMALGAM8, MULTI_TENANCY_ENABLED: 'false', A8_AUTH_MODE: 'jwt' },
    'A8_AUTH_MODE',
    'contradicts MULTI_TENANCY_ENABLED',
  ],
  [
    'multi-tenancy on and a single tenant',
    { AUTH_MODES: 'single-tenant', MULTI_TENANCY_ENABLED: 'true' },
    'MULTI_TENANCY_ENABLED',
    'contradicts AUTH_MODES',
  ],
  [
    'an Amalgam8 mode that AUTH_MODES leaves out',
    { ...AMALGAM8, AUTH_MODES: 'trusted', A8_AUTH_MODE: 'jwt' },
    'A8_AUTH_MODE',
    'contradicts AUTH_MODES',
  ],
  ['a misspelt variable', { ...ONE_ISSUER, AUTH_ROUTS: '[]' }, 'AUTH_ROUTS', 'check its spelling'],
  [
    'identity sources that name none',
    { ...ONE_ISSUER, AUTH_IDENTITY_SOURCES: ' , ' },
    'AUTH_IDENTITY_SOURCES',
    'must list sources',
  ],
  [
    'a ceiling below the time to live',
    { ...ONE_ISSUER, AUTH_JWKS_TTL_SECONDS: '600', AUTH_JWKS_MAX_STALE_SECONDS: '60' },
    'AUTH_JWKS_MAX_STALE_SECONDS',
    'must not be less than AUTH_JWKS_TTL_SECONDS',
  ],
  ['an unknown Amalgam8 mode', { A8_AUTH_MODE: 'oidc' }, 'A8_AUTH_MODE', 'list of jwt, trusted'],
];

const SECRETS: readonly Row[] = [
  [
    'an API key secret that is no ARN',
    { AUTH_API_KEY_SECRET_ARN: 'internal-key' },
    'AUTH_API_KEY_SECRET_ARN',
    'must be the ARN of a secret',
  ],
  [
    'an ARN of another service',
    { AUTH_HS256_SECRET_ARN: HS256_ARN.replace('secretsmanager', 'ssm') },
    'AUTH_HS256_SECRET_ARN',
    'must be the ARN of a secret',
  ],
  [
    'a key both plain and by ARN',
    { ...PLAIN_KEY, AUTH_API_KEY_SECRET_ARN: API_KEY_ARN },
    'AUTH_API_KEY_SECRET_ARN',
    'AUTH_API_KEY are both set',
  ],
  [
    'an HS256 secret both plain and by ARN',
    { ...AMALGAM8, AUTH_HS256_SECRET_ARN: HS256_ARN },
    'AUTH_HS256_SECRET_ARN',
    'A8_JWT_SECRET are both set',
  ],
  ['a key of 31 characters', { AUTH_API_KEY: API_KEY.slice(0, 31) }, 'AUTH_API_KEY', 'shorter than 32'],
  ['a key with a line end', { AUTH_API_KEY: `${API_KEY}\n` }, 'AUTH_API_KEY', 'line end'],
  [
    'an HS256 secret of 31 bytes',
    { A8_JWT_SECRET: HS256_SECRET.slice(0, 31) },
    'A8_JWT_SECRET',
    'shorter than 32 bytes',
  ],
  ['a public key as HS256 secret', { A8_JWT_SECRET: PEM }, 'A8_JWT_SECRET', 'PEM'],
];

const OTHERS: readonly Row[] = [
  [
    'a wildcard as admin',
    { ...ONE_ISSUER, AUTH_ADMIN_TENANT: '*' },
    'AUTH_ADMIN_TENANT',
    'must be a tenant id',
  ],
  ['an unknown tenancy', { ...ONE_ISSUER, AUTH_TENANCY: 'tree' }, 'AUTH_TENANCY', 'one of nested, flat'],
  [
    'no name of a header',
    { ...ONE_ISSUER, AUTH_TENANT_HEADER: 'X Tenant' },
    'AUTH_TENANT_HEADER',
    'a header',
  ],
  [
    'one header for two things',
    { ...ONE_ISSUER, AUTH_TENANT_HEADER: 'X-Username' },
    'AUTH_TENANT_HEADER',
    'each name a header of their own',
  ],
  [
    'the key in the Authorization header',
    { ...PLAIN_KEY, AUTH_API_KEY_HEADER: 'AUTHORIZATION' },
    'AUTH_TENANT_HEADER',
    'each name a header of their own',
  ],
  [
    'an identity source without its kind',
    { ...ONE_ISSUER, AUTH_IDENTITY_SOURCES: 'Authorization' },
    'AUTH_IDENTITY_SOURCES',
    'header.<name>',
  ],
  [
    'an identity source of an unknown kind',
    { ...ONE_ISSUER, AUTH_IDENTITY_SOURCES: 'cookie.session' },
    'AUTH_IDENTITY_SOURCES',
    'header.<name>',
  ],
  [
    'a WebSocket token in another header',
    { ...ONE_ISSUER, AUTH_WEBSOCKET_TOKEN: 'header.X-Token' },
    'AUTH_WEBSOCKET_TOKEN',
    'querystring.<name>',
  ],
  [
    'a WebSocket token nowhere',
    { ...ONE_ISSUER, AUTH_WEBSOCKET_TOKEN: 'token' },
    'AUTH_WEBSOCKET_TOKEN',
    'querystring.<name>',
  ],
  ['an unknown response', { ...ONE_ISSUER, AUTH_HTTP_RESPONSE: 'IAM' }, 'AUTH_HTTP_RESPONSE', 'simple, iam'],
  ...['-1', '61', '1.5', '5s', '1e1', '0x5', '９', 'Infinity', '4294967296000'].map(
    (value): Row => [
      `a tolerance of ${value}`,
      { ...ONE_ISSUER, AUTH_CLOCK_TOLERANCE_SECONDS: value },
      'AUTH_CLOCK_TOLERANCE_SECONDS',
      'whole seconds from 0 to 60',
    ],
  ),
  ...[
    'AUTH_JWKS_TTL_SECONDS',
    'AUTH_JWKS_MAX_STALE_SECONDS',
    'AUTH_SECRET_TTL_SECONDS',
    'AUTH_SECRET_MAX_STALE_SECONDS',
  ].flatMap((variable): readonly Row[] =>
    ['0', '86401'].map(
      (value): Row => [`${variable} of ${value}`, { ...ONE_ISSUER, [variable]: value }, variable, 'to 86400'],
    ),
  ),
];

describe.each([
  ['modes', MODES],
  ['secrets', SECRETS],
  ['the rest', OTHERS],
])('mistakes in %s', (_part, rows) => {
  test.each(rows)('%s is told by its variable, with a remedy', (_name, set, variable, remedy) => {
    const told = mistakesIn(set).filter((mistake) => mistake.startsWith(`${variable} (`));
    expect(told).toEqual([expect.stringContaining(remedy)]);
  });
});
