import { Function as LambdaFunction, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { AuthorizerCache } from './authorizer-cache.ts';
import { TenantAuthorizerBase } from './tenant-authorizer-base.ts';

/** A deployed authorizer. `cache` and `httpResponse` must be those that it was deployed with. */
export interface TenantAuthorizerAttributes {
  /** In the account and region of the importing stack. */
  readonly functionArn: string;
  /** @default AuthorizerCache.disabled() */
  readonly cache?: AuthorizerCache;
  /** @default 'simple' */
  readonly httpResponse?: 'simple' | 'iam';
}

/** A deployed authorizer, to attach the APIs of another stack or app to. */
export class ImportedTenantAuthorizer extends TenantAuthorizerBase {
  readonly function: IFunction;
  readonly cache: AuthorizerCache;
  protected readonly httpResponse: 'simple' | 'iam';

  constructor(scope: Construct, id: string, attributes: TenantAuthorizerAttributes) {
    super(scope, id);
    this.cache = attributes.cache ?? AuthorizerCache.disabled();
    this.httpResponse = attributes.httpResponse ?? 'simple';
    this.function = LambdaFunction.fromFunctionAttributes(this, 'Function', {
      functionArn: attributes.functionArn,
      // Lets the importing stack give the gateway permission to invoke the function.
      sameEnvironment: true,
    });
  }
}
