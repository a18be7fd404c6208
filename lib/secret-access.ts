import { Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';

/** Any secret. `Secret` is named for projects with `exactOptionalPropertyTypes`, where it is no `ISecret`. */
export type AnySecret = ISecret | Secret;

/**
 * Lets `role` read the value of `secret`, and nothing else: `secret.grantRead` would add `DescribeSecret`.
 * Where the secret has a key of its own, decrypting is allowed only by way of Secrets Manager; said in the
 * role, for the policy of an imported key can't be changed.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export function grantSecretValue(role: IRole, secret: AnySecret): void {
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      // A secret imported by name lacks the six random characters that end its ARN: exactly six, never `*`.
      resources: [secret.secretFullArn ?? `${secret.secretArn}-??????`],
    }),
  );
  if (!secret.encryptionKey) return;
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['kms:Decrypt'],
      resources: [secret.encryptionKey.keyArn],
      conditions: {
        StringEquals: { 'kms:ViaService': `secretsmanager.${Stack.of(secret).region}.amazonaws.com` },
      },
    }),
  );
}
