import { describe, expect, test } from '@jest/globals';
import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parseEnvironment } from '../../lambda/config/environment.ts';
import { AuthorizerCache, InternalKey, type TenantAuthorizerProps } from '../../lib/index.ts';
import { ALGORITHMS } from '../../lib/oidc-issuer.ts';
import {
  environmentOf,
  importedSecret,
  ISSUER,
  newAuthorizer,
  newStack,
  onlyOf,
  SECRET_ARN,
  templateOf,
} from './support.ts';

type Row = readonly [string, (stack: Stack) => TenantAuthorizerProps, Record<string, string>];

const oidc = [ISSUER];
const minute = Duration.minutes(1);
const ISSUERS = { AUTH_JWT_ISSUERS: JSON.stringify(oidc) };
const JUST_OIDC = { AUTH_MODES: 'oidc', ...ISSUERS };

const FULL_ISSUER = {
  ...ISSUER,
  algorithms: ALGORITHMS,
  claims: 'https://api.example.com/tenant',
  tenantClaim: 'custom:tenant_id',
  usernameClaim: 'email',
  scopeClaim: 'permissions',
  rolesClaim: 'groups',
  tenants: ['acme', 'acme:*'],
  jwksUri: 'https://idp.example.com/keys',
};

const ROWS: readonly Row[] = [
  ['an issuer', () => ({ oidc }), JUST_OIDC],
  [
    'an issuer with everything',
    () => ({ oidc: [FULL_ISSUER] }),
    { AUTH_MODES: 'oidc', AUTH_JWT_ISSUERS: JSON.stringify([FULL_ISSUER]) },
  ],
  [
    'HS256 with a claim',
    (stack) => ({ hs256: { secret: importedSecret(stack), tenantClaim: 'tid' } }),
    { AUTH_MODES: 'hs256', AUTH_HS256_SECRET_ARN: SECRET_ARN, AUTH_HS256_TENANT_CLAIM: 'tid' },
  ],
  [
    'a generated key',
    () => ({ internalKey: InternalKey.generated() }),
    { AUTH_MODES: 'api-key', AUTH_API_KEY_SECRET_ARN: SECRET_ARN },
  ],
  [
    'a key of one’s own',
    (stack) => ({ internalKey: InternalKey.fromSecret(importedSecret(stack)) }),
    { AUTH_MODES: 'api-key', AUTH_API_KEY_SECRET_ARN: SECRET_ARN },
  ],
  [
    'every way to authenticate',
    (stack) => ({
      oidc,
      hs256: { secret: importedSecret(stack) },
      internalKey: InternalKey.generated(),
      trusted: { developmentOnly: true },
    }),
    {
      AUTH_MODES: 'oidc,hs256,api-key,trusted',
      ...ISSUERS,
      AUTH_API_KEY_SECRET_ARN: SECRET_ARN,
      AUTH_HS256_SECRET_ARN: SECRET_ARN,
    },
  ],
  ['trusted', () => ({ trusted: { developmentOnly: true } }), { AUTH_MODES: 'trusted' }],
  ['single-tenant', () => ({ singleTenant: { developmentOnly: true } }), { AUTH_MODES: 'single-tenant' }],
  ['tenancy', () => ({ oidc, tenancy: 'flat' }), { ...JUST_OIDC, AUTH_TENANCY: 'flat' }],
  ['the admin tenant', () => ({ oidc, adminTenant: 'ops' }), { ...JUST_OIDC, AUTH_ADMIN_TENANT: 'ops' }],
  [
    'headers',
    () => ({ oidc, headers: { tenant: 'X-Org', username: 'X-User', apiKey: 'X-Key' } }),
    {
      ...JUST_OIDC,
      AUTH_TENANT_HEADER: 'X-Org',
      AUTH_USERNAME_HEADER: 'X-User',
      AUTH_API_KEY_HEADER: 'X-Key',
    },
  ],
  [
    'a WebSocket’s token in the query string',
    () => ({ oidc, webSocketToken: 'querystring.token' }),
    { ...JUST_OIDC, AUTH_WEBSOCKET_TOKEN: 'querystring.token' },
  ],
  [
    'a WebSocket’s token as a subprotocol',
    () => ({ oidc, webSocketToken: 'header.Sec-WebSocket-Protocol' }),
    { ...JUST_OIDC, AUTH_WEBSOCKET_TOKEN: 'header.Sec-WebSocket-Protocol' },
  ],
  ['no cache', () => ({ oidc, cache: AuthorizerCache.disabled() }), JUST_OIDC],
  [
    'a cache per API',
    () => ({ oidc, cache: AuthorizerCache.perApi(minute) }),
    { ...JUST_OIDC, AUTH_IDENTITY_SOURCES: 'header.Authorization' },
  ],
  [
    'a cache per route',
    () => ({ oidc, cache: AuthorizerCache.perRoute(minute) }),
    { ...JUST_OIDC, AUTH_IDENTITY_SOURCES: 'header.Authorization,context.routeKey' },
  ],
  [
    'a cache with more in its key',
    () => ({
      oidc,
      cache: AuthorizerCache.perApi(minute, {
        identitySources: ['header.Authorization', 'header.X-Tenant-ID', 'querystring.v'],
      }),
    }),
    { ...JUST_OIDC, AUTH_IDENTITY_SOURCES: 'header.Authorization,header.X-Tenant-ID,querystring.v' },
  ],
  [
    'policies for HTTP APIs',
    () => ({ oidc, httpResponse: 'iam' }),
    { ...JUST_OIDC, AUTH_HTTP_RESPONSE: 'iam' },
  ],
  [
    'times',
    () => ({
      oidc,
      clockTolerance: Duration.seconds(0),
      jwksTtl: minute,
      jwksMaxStale: Duration.hours(2),
      secretTtl: Duration.seconds(10),
      secretMaxStale: Duration.days(1),
    }),
    {
      ...JUST_OIDC,
      AUTH_CLOCK_TOLERANCE_SECONDS: '0',
      AUTH_JWKS_TTL_SECONDS: '60',
      AUTH_JWKS_MAX_STALE_SECONDS: '7200',
      AUTH_SECRET_TTL_SECONDS: '10',
      AUTH_SECRET_MAX_STALE_SECONDS: '86400',
    },
  ],
];

describe('the environment', () => {
  test.each(ROWS)('says exactly what the props say: %s', (_, props, expected) => {
    expect(environmentOf(templateOf(props))).toEqual(expected);
  });

  test.each(ROWS)('is one that the authorizer accepts: %s', (_, props) => {
    const parsed = parseEnvironment(environmentOf(templateOf(props)), () => '');
    expect(parsed).toMatchObject({ valid: true });
  });

  test('offers the algorithms that the authorizer verifies, no more and no less', () => {
    const parsed = parseEnvironment(environmentOf(templateOf(() => ({ oidc }))), () => '');
    const configuration = parsed.valid ? parsed.configuration : undefined;
    expect(configuration?.issuers[0]?.algorithms).toEqual(ALGORITHMS);
  });

  test('keeps what is known only at deployment, as the issuer of a user pool is', () => {
    const stack = newStack();
    const issuer = `https://cognito-idp.${stack.region}.amazonaws.com/pool`;
    newAuthorizer(stack, { oidc: [{ issuer, audience: ['client'] }] });
    expect(onlyOf(Template.fromStack(stack), 'AWS::Lambda::Function')).toMatchObject({
      Environment: {
        Variables: {
          AUTH_JWT_ISSUERS: {
            'Fn::Join': [
              '',
              [
                '[{"issuer":"https://cognito-idp.',
                { Ref: 'AWS::Region' },
                '.amazonaws.com/pool","audience":["client"]}]',
              ],
            ],
          },
        },
      },
    });
  });
});
