import { describe, expect, test } from '@jest/globals';
import { mistakesIn, ONE_ISSUER, PLAIN_KEY, type Variables } from '../../support/configuration.ts';

type Row = readonly [name: string, set: Variables, variable: string, remedy: string];

const issuers = (...list: readonly unknown[]): Variables => ({ AUTH_JWT_ISSUERS: JSON.stringify(list) });
const partner = { issuer: 'https://partner.example', audience: ['a'] };

const ROWS: readonly Row[] = [
  [
    'an issuer that is not https',
    { ...ONE_ISSUER, AUTH_JWT_ISSUER_URL: 'http://idp.example.com' },
    'AUTH_JWT_ISSUER_URL',
    'must be an https URL',
  ],
  [
    'an issuer whose host only begins like a loopback one',
    { ...ONE_ISSUER, AUTH_JWT_ISSUER_URL: 'http://localhost.example.com' },
    'AUTH_JWT_ISSUER_URL',
    'must be an https URL',
  ],
  [
    'an issuer that is no URL',
    { ...ONE_ISSUER, AUTH_JWT_ISSUER_URL: 'idp.example.com' },
    'AUTH_JWT_ISSUER_URL',
    'must be an https URL',
  ],
  [
    'an issuer with a query',
    { ...ONE_ISSUER, AUTH_JWT_ISSUER_URL: 'https://idp.example.com/?a=b' },
    'AUTH_JWT_ISSUER_URL',
    'without query or fragment',
  ],
  [
    'an issuer without an audience',
    { AUTH_JWT_ISSUER_URL: 'https://idp.example.com' },
    'AUTH_JWT_AUDIENCE',
    'must name the audience',
  ],
  [
    'an audience of nothing but commas',
    { ...ONE_ISSUER, AUTH_JWT_AUDIENCE: ' , ' },
    'AUTH_JWT_AUDIENCE',
    'must name the audience',
  ],
  [
    'an audience without an issuer',
    { ...PLAIN_KEY, AUTH_JWT_AUDIENCE: 'a' },
    'AUTH_JWT_AUDIENCE',
    'beside it',
  ],
  ['issuers that are not JSON', { AUTH_JWT_ISSUERS: '[{' }, 'AUTH_JWT_ISSUERS', 'must be valid JSON'],
  ['issuers that are no list', { AUTH_JWT_ISSUERS: '{}' }, 'AUTH_JWT_ISSUERS', 'must be Array'],
  ['an empty list of issuers', issuers(), 'AUTH_JWT_ISSUERS', 'at least one issuer'],
  [
    'an entry without audience',
    issuers({ issuer: partner.issuer }),
    'AUTH_JWT_ISSUERS',
    '0.audience is missing',
  ],
  [
    'an entry with an empty list of audiences',
    issuers({ ...partner, audience: [] }),
    'AUTH_JWT_ISSUERS',
    '0.audience',
  ],
  [
    'a misspelt member',
    issuers({ ...partner, tenant_claim: 'x' }),
    'AUTH_JWT_ISSUERS',
    '0.tenant_claim is not a known member',
  ],
  [
    'an algorithm that is not supported',
    issuers({ ...partner, algorithms: ['RS256', 'none'] }),
    'AUTH_JWT_ISSUERS',
    '0.algorithms.1 must be',
  ],
  [
    'HS256 for an issuer',
    issuers({ ...partner, algorithms: ['HS256'] }),
    'AUTH_JWT_ISSUERS',
    '0.algorithms.0 must be',
  ],
  ['no algorithm at all', issuers({ ...partner, algorithms: [] }), 'AUTH_JWT_ISSUERS', 'must not be empty'],
  [
    'a binding to what is no tenant',
    issuers({ ...partner, tenants: ['acme*'] }),
    'AUTH_JWT_ISSUERS',
    'must be a tenant, `acme:*` or `*`',
  ],
  ['a binding to no tenant', issuers({ ...partner, tenants: [] }), 'AUTH_JWT_ISSUERS', 'must not be empty'],
  [
    'a jwksUri that is not https',
    issuers({ ...partner, jwksUri: 'http://partner.example/keys' }),
    'AUTH_JWT_ISSUERS',
    '0.jwksUri must be an https URL',
  ],
  ['an issuer listed twice', issuers(partner, partner), 'AUTH_JWT_ISSUERS', 'names an issuer twice'],
  [
    'an issuer both listed and alone',
    { ...ONE_ISSUER, ...issuers({ ...partner, issuer: ONE_ISSUER.AUTH_JWT_ISSUER_URL }) },
    'AUTH_JWT_ISSUERS',
    'names an issuer twice',
  ],
  [
    'names of the claims object that differ',
    { ...ONE_ISSUER, AUTH_JWT_CLAIMS: 'a', AUTH_JWT_ORCHESTRATE_CLAIMS: 'b' },
    'AUTH_JWT_CLAIMS',
    'keep one',
  ],
];

describe('mistakes in issuers', () => {
  test.each(ROWS)('%s is told by its variable, with a remedy', (_name, set, variable, remedy) => {
    const told = mistakesIn(set).filter((mistake) => mistake.startsWith(`${variable} (`));
    expect(told).toEqual([expect.stringContaining(remedy)]);
  });
});
