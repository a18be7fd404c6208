import { describe, expect, test } from '@jest/globals';
import { Duration, Lazy } from 'aws-cdk-lib';
import {
  AuthorizerCache,
  InternalKey,
  type OidcIssuer,
  type TenantAuthorizerProps,
} from '../../lib/index.ts';
import { ISSUER, messageOf, newAuthorizer, newStack, problemsOf } from './support.ts';

type Row = readonly [name: string, props: TenantAuthorizerProps, path: string, remedy: string];

const oidc = [ISSUER];
const internalKey = InternalKey.generated();
const minutes = (count: number) => Duration.minutes(count);
const issuer = (change: Partial<OidcIssuer>) => ({ oidc: [{ ...ISSUER, ...change }] });
/** What a caller without TypeScript may pass. */
const untyped = (props: object): TenantAuthorizerProps => Object.assign({}, props);

const ROWS: readonly Row[] = [
  ['no way to authenticate', {}, 'props', 'give oidc, hs256 or internalKey'],
  ['an empty list of issuers', { oidc: [], internalKey }, 'oidc', 'leave it out, or name one'],
  ['an issuer over http', issuer({ issuer: 'http://idp.example.com/' }), 'oidc[0].issuer', 'https URL'],
  ['an issuer that is no URL', issuer({ issuer: 'idp.example.com' }), 'oidc[0].issuer', 'https URL'],
  [
    'an issuer with a query',
    issuer({ issuer: 'https://idp.example.com/?a' }),
    'oidc[0].issuer',
    'without query',
  ],
  [
    'an issuer with a password',
    issuer({ issuer: 'https://a:b@idp.example.com/' }),
    'oidc[0].issuer',
    'https URL',
  ],
  ['an issuer named twice', { oidc: [ISSUER, ISSUER] }, 'oidc[1].issuer', 'merge the two entries'],
  ['no audience', issuer({ audience: [] }), 'oidc[0].audience', 'what the tokens are meant for'],
  ['an empty audience', issuer({ audience: ['a', ''] }), 'oidc[0].audience', 'what the tokens are meant for'],
  ['no algorithm', issuer({ algorithms: [] }), 'oidc[0].algorithms', 'leave it out'],
  [
    'a symmetric algorithm',
    untyped({ oidc: [{ ...ISSUER, algorithms: ['HS256'] }] }),
    'oidc[0].algorithms',
    'some of RS256',
  ],
  ['an empty claim name', issuer({ tenantClaim: '' }), 'oidc[0].tenantClaim', 'leave it out'],
  ['no tenant', issuer({ tenants: [] }), 'oidc[0].tenants', 'leave it out for any tenant'],
  ['a tenant with a space', issuer({ tenants: ['acme', 'a b'] }), 'oidc[0].tenants[1]', 'must be a tenant'],
  ['a tenant with a wildcard inside', issuer({ tenants: ['ac*me'] }), 'oidc[0].tenants[0]', '(`acme:*`)'],
  ['keys over http', issuer({ jwksUri: 'http://idp.example.com/k' }), 'oidc[0].jwksUri', 'https URL'],
  [
    'trusted without developmentOnly',
    untyped({ oidc, trusted: {} }),
    'trusted',
    'say `{ developmentOnly: true }`',
  ],
  [
    'single-tenant without developmentOnly',
    untyped({ singleTenant: { developmentOnly: false } }),
    'singleTenant',
    'say `{ developmentOnly: true }`',
  ],
  [
    'single-tenant beside others',
    { oidc, internalKey, singleTenant: { developmentOnly: true } },
    'singleTenant',
    'oidc, internalKey would have no effect',
  ],
  ['a header that is none', { oidc, headers: { tenant: 'X Tenant' } }, 'headers.tenant', 'name of a header'],
  [
    'a header taken by another',
    { oidc, headers: { username: 'x-tenant-id' } },
    'headers.username',
    'of its own',
  ],
  [
    'a header taken by tokens',
    { oidc, headers: { apiKey: 'authorization' } },
    'headers.apiKey',
    'of its own',
  ],
  ['an admin tenant that is none', { oidc, adminTenant: '*' }, 'adminTenant', 'must be a tenant id'],
  [
    'a WebSocket token in another header',
    untyped({ oidc, webSocketToken: 'header.X-Token' }),
    'webSocketToken',
    'querystring.<name>',
  ],
  [
    'too much clock tolerance',
    { oidc, clockTolerance: Duration.seconds(61) },
    'clockTolerance',
    'from 0 to 60',
  ],
  ['too short a JWKS TTL', { oidc, jwksTtl: Duration.seconds(9) }, 'jwksTtl', 'from 10 to 86400'],
  ['stale keys of two days', { oidc, jwksMaxStale: Duration.days(2) }, 'jwksMaxStale', 'from 10 to 86400'],
  ['too short a secret TTL', { oidc, secretTtl: Duration.seconds(1) }, 'secretTtl', 'from 10 to 86400'],
  [
    'stale secrets of two days',
    { oidc, secretMaxStale: Duration.days(2) },
    'secretMaxStale',
    'from 10 to 86400',
  ],
  ['a timeout over that of Lambda', { oidc, timeout: Duration.minutes(16) }, 'timeout', 'from 1 to 900'],
];

describe('a wrong prop is refused at synth, with its path and the remedy', () => {
  test.each(ROWS)('%s', (_, props, path, remedy) => {
    const problems = problemsOf(props);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${path} `);
    expect(problems[0]).toContain(remedy);
  });

  test('together with all the others, in one message that names the construct', () => {
    const props: TenantAuthorizerProps = {
      oidc: [{ issuer: 'http://idp.example.com', audience: [], tenants: ['a b'] }],
      adminTenant: '',
      headers: { tenant: '' },
      cache: AuthorizerCache.perApi(minutes(90), { identitySources: [] }),
      clockTolerance: minutes(5),
    };
    expect(messageOf(() => newAuthorizer(newStack(), props))).toContain("TenantAuthorizer 'Test/Authorizer'");
    expect(problemsOf(props).map((problem) => problem.split(' ')[0])).toEqual([
      'oidc[0].issuer',
      'oidc[0].audience',
      'oidc[0].tenants[0]',
      'headers.tenant',
      'adminTenant',
      'cache.ttl',
      'cache.identitySources',
      'clockTolerance',
    ]);
  });
});

describe('what looks odd but is right is let through', () => {
  const rows: readonly [string, TenantAuthorizerProps][] = [
    ['an issuer over http on this machine', issuer({ issuer: 'http://localhost:9000' })],
    [
      'an issuer known only at deployment',
      issuer({ issuer: Lazy.string({ produce: () => 'https://a.example' }) }),
    ],
    ['tenants as patterns', issuer({ tenants: ['acme', 'acme:*', '*'] })],
    ['trusted beside issuers', { oidc, trusted: { developmentOnly: true } }],
    ['no clock tolerance', { oidc, clockTolerance: Duration.seconds(0) }],
  ];

  test.each(rows)('%s', (_, props) => {
    expect(problemsOf(props)).toEqual([]);
  });
});
