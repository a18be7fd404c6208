import { describe, expect, test } from '@jest/globals';
import { Duration, Lazy } from 'aws-cdk-lib';
import { AuthorizerCache, InternalKey, type TenantAuthorizerProps } from '../../lib/index.ts';
import { ISSUER, problemsOf } from './support.ts';

type Row = readonly [name: string, props: TenantAuthorizerProps, path: string, remedy: string];

const oidc = [ISSUER];
const internalKey = InternalKey.generated();
const minutes = (count: number) => Duration.minutes(count);

const ROWS: readonly Row[] = [
  ['a TTL over an hour', { oidc, cache: AuthorizerCache.perApi(minutes(61)) }, 'cache.ttl', 'at most 3600'],
  [
    'a TTL of half a second',
    { oidc, cache: AuthorizerCache.perApi(Duration.millis(500)) },
    'cache.ttl',
    'whole seconds',
  ],
  [
    'a TTL known only at deployment',
    { oidc, cache: AuthorizerCache.perApi(Duration.seconds(Lazy.number({ produce: () => 9 }))) },
    'cache.ttl',
    'known at synth',
  ],
  [
    'a TTL of nothing',
    { oidc, cache: AuthorizerCache.perRoute(minutes(0)) },
    'cache.ttl',
    'AuthorizerCache.disabled()',
  ],
  [
    'a cache without a key',
    { oidc, cache: AuthorizerCache.perApi(minutes(1), { identitySources: [] }) },
    'cache.identitySources',
    'replayed for every caller',
  ],
  [
    'a cache with the route alone in its key',
    { oidc, cache: AuthorizerCache.perRoute(minutes(1), { identitySources: [] }) },
    'cache.identitySources',
    'replayed for every caller',
  ],
  [
    'a source of an unknown kind',
    {
      oidc,
      cache: AuthorizerCache.perApi(minutes(1), {
        identitySources: ['header.Authorization', 'header.a,header.b'],
      }),
    },
    'cache.identitySources',
    'once each',
  ],
  [
    'a source named twice',
    {
      oidc,
      cache: AuthorizerCache.perApi(minutes(1), {
        identitySources: ['header.Authorization', 'header.authorization'],
      }),
    },
    'cache.identitySources',
    'once each',
  ],
  [
    'two credential headers in a key',
    {
      oidc,
      internalKey,
      cache: AuthorizerCache.perApi(minutes(1), {
        identitySources: ['header.authorization', 'header.x-api-key'],
      }),
    },
    'cache.identitySources',
    'Authorization: ApiKey <key>',
  ],
  [
    'two credential headers under other names',
    {
      oidc,
      internalKey,
      headers: { apiKey: 'X-Internal' },
      cache: AuthorizerCache.perRoute(minutes(1), {
        identitySources: ['header.Authorization', 'header.X-Internal'],
      }),
    },
    'cache.identitySources',
    'two credential headers',
  ],
  [
    'a key without the header of the tokens',
    { oidc, cache: AuthorizerCache.perApi(minutes(1), { identitySources: ['header.X-Tenant-ID'] }) },
    'cache.identitySources',
    'lacks `header.Authorization`, so no token',
  ],
  [
    'a key without a header for internal keys',
    { internalKey, cache: AuthorizerCache.perApi(minutes(1), { identitySources: ['header.X-Tenant-ID'] }) },
    'cache.identitySources',
    '(or `header.X-API-Key`)',
  ],
  [
    'a WebSocket token outside the key',
    { oidc, webSocketToken: 'querystring.t', cache: AuthorizerCache.perApi(minutes(1)) },
    'webSocketToken',
    'authorizer of its own',
  ],
];

describe('an unsafe cache is refused at synth, with its path and the remedy', () => {
  test.each(ROWS)('%s', (_, props, path, remedy) => {
    const problems = problemsOf(props);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${path} `);
    expect(problems[0]).toContain(remedy);
  });
});

describe('a safe cache is let through', () => {
  const rows: readonly [string, TenantAuthorizerProps][] = [
    ['a TTL of an hour', { oidc, cache: AuthorizerCache.perRoute(minutes(60)) }],
    [
      'a cache of internal keys by their own header',
      { internalKey, cache: AuthorizerCache.perApi(minutes(1), { identitySources: ['header.X-API-Key'] }) },
    ],
    [
      'a cache with the tenant header in its key',
      {
        oidc,
        cache: AuthorizerCache.perApi(minutes(1), {
          identitySources: ['header.Authorization', 'header.X-Tenant-ID'],
        }),
      },
    ],
  ];

  test.each(rows)('%s', (_, props) => {
    expect(problemsOf(props)).toEqual([]);
  });
});
