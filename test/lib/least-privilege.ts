import { describe, expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { InternalKey } from '../../lib/index.ts';
import { idOf, importedSecret, ISSUER, onlyOf, SECRET_ARN, templateOf } from './support.ts';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Effect: string;
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

function statementsOf(template: Template): readonly Statement[] {
  return Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    (policy): Statement[] => policy['Properties'].PolicyDocument.Statement,
  );
}

function actionsOf(template: Template): readonly string[] {
  return statementsOf(template)
    .flatMap(({ Action }) => Action)
    .toSorted();
}

const LOG_ACTIONS = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const READ = 'secretsmanager:GetSecretValue';

const everything = templateOf((stack) => ({
  oidc: [ISSUER],
  internalKey: InternalKey.generated(),
  hs256: { secret: importedSecret(stack) },
}));

describe('the role of the function', () => {
  test('has no managed policy', () => {
    const role = onlyOf(everything, 'AWS::IAM::Role');
    expect(role).not.toHaveProperty('ManagedPolicyArns');
    expect(role).not.toHaveProperty('Policies');
  });

  test('can be assumed by Lambda alone', () => {
    expect(onlyOf(everything, 'AWS::IAM::Role')).toMatchObject({
      AssumeRolePolicyDocument: {
        Statement: [
          { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
        ],
      },
    });
  });

  test('names no action or resource by a wildcard, in any statement', () => {
    for (const { Action, Effect, Resource } of statementsOf(everything)) {
      expect(Effect).toBe('Allow');
      expect(JSON.stringify([Action, Resource])).not.toContain('*');
    }
  });

  test('reads no secret where none is configured', () => {
    expect(actionsOf(templateOf(() => ({ oidc: [ISSUER] })))).toEqual(LOG_ACTIONS);
  });

  test('may write its own log and read the values of its own secrets, and nothing else', () => {
    expect(new Set(actionsOf(everything))).toEqual(new Set([...LOG_ACTIONS, READ]));
    expect(statementsOf(everything).map(({ Resource }) => Resource)).toEqual([
      { 'Fn::GetAtt': [idOf(everything, 'AWS::Logs::LogGroup'), 'Arn'] },
      { Ref: idOf(everything, 'AWS::SecretsManager::Secret') },
      SECRET_ARN,
    ]);
  });

  test('reaches a secret known by name by exactly the six characters that end its ARN', () => {
    const template = templateOf((stack) => ({
      internalKey: InternalKey.fromSecret(Secret.fromSecretNameV2(stack, 'Named', 'platform/key')),
    }));
    const read = statementsOf(template).find(({ Action }) => Action === READ);
    expect(JSON.stringify(read?.Resource)).toMatch(/:secret:platform\/key-\?{6}"/);
  });

  test('decrypts with a key of the secret’s own only by way of Secrets Manager', () => {
    const template = templateOf((stack) => ({
      internalKey: InternalKey.generated({ encryptionKey: new Key(stack, 'Key') }),
    }));
    const decrypt = statementsOf(template).find(({ Action }) => Action === 'kms:Decrypt');
    expect(JSON.stringify(decrypt?.Condition)).toMatch(/kms:ViaService.*secretsmanager\..*amazonaws\.com/);
    expect(JSON.stringify(decrypt?.Resource)).not.toContain('*');
    expect(onlyOf(template, 'AWS::SecretsManager::Secret')).toHaveProperty('KmsKeyId');
  });

  test('is not widened by a customer’s stack that has other secrets', () => {
    const template = templateOf((stack) => {
      const other = new Secret(stack, 'Other');
      expect(Stack.of(other)).toBe(stack);
      return { internalKey: InternalKey.fromSecret(importedSecret(stack)) };
    });
    expect(JSON.stringify(statementsOf(template))).not.toContain('Other');
  });
});
