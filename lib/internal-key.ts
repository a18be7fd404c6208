import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { AnySecret } from './secret-access.ts';

/** 64 letters and digits are about 380 bits: far beyond guessing, and safe in a header without quoting. */
const KEY_LENGTH = 64;

export interface GeneratedKeyOptions {
  /**
   * What becomes of the secret when the stack goes.
   * @default RemovalPolicy.RETAIN: the services that hold the key outlive the authorizer
   */
  readonly removalPolicy?: RemovalPolicy;
  /** @default - the account's `aws/secretsmanager` key */
  readonly encryptionKey?: IKey;
}

/** Where the key that internal services send (`X-API-Key` or `Authorization: ApiKey`) is kept. */
export class InternalKey {
  /** The secret, made in `scope` where it does not exist yet. */
  readonly secretIn: (scope: Construct) => AnySecret;

  private constructor(secretIn: (scope: Construct) => AnySecret) {
    this.secretIn = secretIn;
  }

  /** A new secret holding one key of 64 letters and digits. */
  static generated(options: GeneratedKeyOptions = {}): InternalKey {
    return new InternalKey(
      (scope) =>
        new Secret(scope, 'InternalKey', {
          description: 'The key internal services send to the tenant authorizer.',
          generateSecretString: { passwordLength: KEY_LENGTH, excludePunctuation: true, includeSpace: false },
          removalPolicy: options.removalPolicy ?? RemovalPolicy.RETAIN,
          ...(options.encryptionKey && { encryptionKey: options.encryptionKey }),
        }),
    );
  }

  /**
   * A secret of your own: the key as a plain string, or
   * `{"keys":[{"id","key","tenants"?,"expiresAt"?}]}`.
   */
  static fromSecret(secret: AnySecret): InternalKey {
    return new InternalKey(() => secret);
  }
}
