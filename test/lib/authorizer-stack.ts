import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AuthorizerStack } from '../../lib/authorizer-stack.ts';
import { BUNDLE, CLI_CONTEXT, environmentOf, idOf, messageOf, propertiesOf, SECRET_ARN } from './support.ts';

const ISSUER = { issuer: 'https://login.acme.test/', audience: 'https://api.acme.test, mobile' };
const SECRET = { internalKey: SECRET_ARN };

function stackOf(context: Record<string, unknown>): AuthorizerStack {
  const app = new App({ context: { ...CLI_CONTEXT, ...context } });
  return new AuthorizerStack(app, 'TenantAuthorizer', { bundleDirectory: BUNDLE });
}

const environment = (context: Record<string, unknown>) => environmentOf(Template.fromStack(stackOf(context)));

describe('the stack’s context', () => {
  const rows: readonly [string, Record<string, unknown>, Record<string, string>][] = [
    [
      'an issuer with its audiences',
      ISSUER,
      {
        AUTH_MODES: 'oidc',
        AUTH_JWT_ISSUERS: JSON.stringify([
          { issuer: ISSUER.issuer, audience: ['https://api.acme.test', 'mobile'] },
        ]),
      },
    ],
    [
      'names of claims, and tenants',
      { ...ISSUER, claims: 'c', tenantClaim: 't', usernameClaim: 'u', tenants: 'acme,acme:*' },
      {
        AUTH_MODES: 'oidc',
        AUTH_JWT_ISSUERS: JSON.stringify([
          {
            issuer: ISSUER.issuer,
            audience: ['https://api.acme.test', 'mobile'],
            claims: 'c',
            tenantClaim: 't',
            usernameClaim: 'u',
            tenants: ['acme', 'acme:*'],
          },
        ]),
      },
    ],
    [
      'a generated key',
      { internalKey: 'generate' },
      { AUTH_MODES: 'api-key', AUTH_API_KEY_SECRET_ARN: SECRET_ARN },
    ],
    ['a key by its ARN', SECRET, { AUTH_MODES: 'api-key', AUTH_API_KEY_SECRET_ARN: SECRET_ARN }],
    [
      'HS256',
      { hs256SecretArn: SECRET_ARN, hs256TenantClaim: 'tid' },
      { AUTH_MODES: 'hs256', AUTH_HS256_SECRET_ARN: SECRET_ARN, AUTH_HS256_TENANT_CLAIM: 'tid' },
    ],
    [
      'tenancy and admin',
      { ...SECRET, tenancy: 'flat', adminTenant: 'ops' },
      {
        AUTH_MODES: 'api-key',
        AUTH_API_KEY_SECRET_ARN: SECRET_ARN,
        AUTH_TENANCY: 'flat',
        AUTH_ADMIN_TENANT: 'ops',
      },
    ],
    [
      'a cache per route, with its TTL as text, as the command line gives it',
      { ...SECRET, cache: 'route', cacheTtl: '60' },
      {
        AUTH_MODES: 'api-key',
        AUTH_API_KEY_SECRET_ARN: SECRET_ARN,
        AUTH_IDENTITY_SOURCES: 'header.Authorization,context.routeKey',
      },
    ],
    [
      'a value taken back by an empty one',
      { ...SECRET, issuer: '', audience: '', claims: 'c' },
      { AUTH_MODES: 'api-key', AUTH_API_KEY_SECRET_ARN: SECRET_ARN },
    ],
  ];

  test.each(rows)('configures the authorizer: %s', (_, context, expected) => {
    expect(environment(context)).toEqual(expected);
  });

  const mistakes: readonly [string, Record<string, unknown>, readonly string[]][] = [
    [
      'nothing at all',
      {},
      ['missing: -c issuer=…', 'or missing: -c internalKey=…', 'or missing: -c hs256SecretArn=…'],
    ],
    ['an issuer without an audience', { issuer: 'https://a.test' }, ['missing: -c audience=…']],
    ['an audience without an issuer', { ...SECRET, audience: 'a' }, ['missing: -c issuer=…']],
    ['a cache without a TTL', { ...SECRET, cache: 'api' }, ['missing: -c cacheTtl=…']],
    [
      'everything wrong',
      { internalKey: 'k', hs256SecretArn: 'h', tenancy: 't', cache: 'c', cacheTtl: '0' },
      [
        'internalKey must be',
        'hs256SecretArn must be',
        'tenancy must be',
        'cache must be',
        'cacheTtl must be',
      ],
    ],
  ];

  test.each(mistakes)('is refused with all that is missing or wrong: %s', (_, context, expected) => {
    const [, ...problems] = messageOf(() => stackOf(context)).split('\n  - ');
    expect(problems).toEqual(expected.map((text) => expect.stringContaining(text)));
  });

  test('is never quoted where it is wrong: it might be a key', () => {
    expect(messageOf(() => stackOf({ internalKey: 'hunter2hunter2' }))).not.toContain('hunter2');
  });
});

describe('the stack', () => {
  test('tells what to attach to, and how', () => {
    const template = Template.fromStack(
      stackOf({ ...ISSUER, internalKey: 'generate', cache: 'api', cacheTtl: 60 }),
    );
    const outputs = Object.entries(template.findOutputs('*')).map(([name, { Value }]) => [name, Value]);
    expect(Object.fromEntries(outputs)).toEqual({
      AuthorizerFunctionArn: { 'Fn::GetAtt': ['AuthorizerFunction', 'Arn'] },
      InternalKeySecretArn: { Ref: idOf(template, 'AWS::SecretsManager::Secret') },
      CacheTtlSeconds: '60',
      IdentitySources: 'header.Authorization',
    });
  });

  test('is one that `sam local invoke AuthorizerFunction` finds the code of', () => {
    expect(Template.fromStack(stackOf(ISSUER)).findResources('AWS::Lambda::Function')).toEqual({
      AuthorizerFunction: expect.objectContaining({
        Metadata: expect.objectContaining({
          'aws:cdk:path': 'TenantAuthorizer/Authorizer/Function/Resource',
          'aws:asset:path': expect.stringMatching(/^asset\.[0-9a-f]{64}$/),
          'aws:asset:property': 'Code',
        }),
      }),
    });
  });
});

describe('cdk.json', () => {
  const file: unknown = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const { context, ...settings } = Object.assign({ context: {} }, file);

  test('gives the metadata that SAM needs', () => {
    expect(settings).toMatchObject({ assetMetadata: true, pathMetadata: true });
  });

  test('synthesizes out of the box, and warns that its issuer is a placeholder', () => {
    // With the report off, which CDK would print among the results of the tests.
    const stack = stackOf({
      ...Object.assign({}, context),
      '@aws-cdk/core:annotationsInValidationReport': false,
    });
    expect(propertiesOf(Template.fromStack(stack), 'AWS::Lambda::Function')).toHaveLength(1);
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('placeholder'));
    expect(warnings).toHaveLength(1);
  });

  test('has no warning for an issuer of one’s own', () => {
    const stack = stackOf({ ...Object.assign({}, context), ...ISSUER });
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  });
});
