import { describe, expect, test } from '@jest/globals';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AuthorizerCache, InternalKey, type TenantAuthorizerProps } from '../../lib/index.ts';
import { idOf, ISSUER, newAuthorizer, newStack, onlyOf, templateOf } from './support.ts';

describe('the function', () => {
  const template = templateOf(() => ({ oidc: [ISSUER] }));

  test('runs the bundle on the current runtime, on arm64, below the ten seconds of an HTTP API', () => {
    expect(onlyOf(template, 'AWS::Lambda::Function')).toMatchObject({
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: 256,
      Timeout: 8,
    });
  });

  test('logs as JSON to a log group of its own that does not grow for ever', () => {
    expect(onlyOf(template, 'AWS::Logs::LogGroup')).toMatchObject({ RetentionInDays: 30 });
    expect(onlyOf(template, 'AWS::Lambda::Function')).toMatchObject({
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: idOf(template, 'AWS::Logs::LogGroup') } },
    });
  });

  test('can be given other sizes, times and retention', () => {
    const sized = templateOf(() => ({
      oidc: [ISSUER],
      memorySize: 512,
      timeout: Duration.seconds(5),
      logRetention: RetentionDays.ONE_YEAR,
    }));
    expect(onlyOf(sized, 'AWS::Lambda::Function')).toMatchObject({ MemorySize: 512, Timeout: 5 });
    expect(onlyOf(sized, 'AWS::Logs::LogGroup')).toMatchObject({ RetentionInDays: 365 });
  });
});

function secretOf(internalKey: InternalKey): unknown {
  const template = templateOf(() => ({ internalKey }));
  return Object.values(template.findResources('AWS::SecretsManager::Secret'))[0];
}

describe('a generated internal key', () => {
  test('is 64 letters and digits that outlive the stack', () => {
    expect(secretOf(InternalKey.generated())).toMatchObject({
      Properties: {
        GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true, IncludeSpace: false },
      },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('goes with the stack where that is asked for', () => {
    const internalKey = InternalKey.generated({ removalPolicy: RemovalPolicy.DESTROY });
    expect(secretOf(internalKey)).toMatchObject({ DeletionPolicy: 'Delete' });
  });

  test('is at hand for the services that send it', () => {
    const stack = newStack();
    const { internalKeySecret } = newAuthorizer(stack, { internalKey: InternalKey.generated() });
    const Ref = idOf(Template.fromStack(stack), 'AWS::SecretsManager::Secret');
    expect(stack.resolve(internalKeySecret?.secretArn)).toEqual({ Ref });
  });
});

describe('a warning at synth', () => {
  const cached = AuthorizerCache.perApi(Duration.minutes(1));
  const withTenant = AuthorizerCache.perApi(Duration.minutes(1), {
    identitySources: ['header.Authorization', 'header.x-tenant-id'],
  });
  const rows: readonly [string, TenantAuthorizerProps, string | undefined][] = [
    ['tells that trusted is for development', { trusted: { developmentOnly: true } }, 'believes whatever'],
    [
      'tells that single-tenant is for development',
      { singleTenant: { developmentOnly: true } },
      'lets everybody in',
    ],
    [
      'tells that an admin can name no tenant through a cache that does not see the header',
      { oidc: [ISSUER], adminTenant: 'admin', cache: cached },
      'will be refused',
    ],
    [
      'is absent for an admin whose header is in the key',
      { oidc: [ISSUER], adminTenant: 'admin', cache: withTenant },
      undefined,
    ],
    ['is absent for what is meant for production', { oidc: [ISSUER], cache: cached }, undefined],
  ];

  test.each(rows)('%s', (_, props, text) => {
    const stack = newStack();
    newAuthorizer(stack, props);
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
    expect(warnings).toHaveLength(text === undefined ? 0 : 1);
    expect(JSON.stringify(warnings)).toContain(text ?? '[]');
  });
});
