import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { AuthorizerCache } from './authorizer-cache.ts';
import { authorizerFunction } from './authorizer-function.ts';
import { bundleDirectory, requireBundle } from './bundle-directory.ts';
import { authorizerEnvironment } from './environment.ts';
import { ImportedTenantAuthorizer, type TenantAuthorizerAttributes } from './imported-tenant-authorizer.ts';
import type { TenantAuthorizerProps } from './props.ts';
import type { AnySecret } from './secret-access.ts';
import { TenantAuthorizerBase } from './tenant-authorizer-base.ts';
import { validateProps } from './validation/validate-props.ts';
import { addWarnings } from './warnings.ts';

/**
 * A Lambda authorizer that authenticates requests and works out whose data they may touch, to attach to REST,
 * HTTP and WebSocket APIs.
 *
 * ```ts
 * const authorizer = new TenantAuthorizer(this, 'Authorizer', {
 *   oidc: [{ issuer: 'https://idp.example.com/', audience: ['https://api.example.com'] }],
 *   internalKey: InternalKey.generated(),
 *   cache: AuthorizerCache.perRoute(Duration.minutes(5)),
 * });
 * httpApi.addRoutes({ path: '/orders', integration, authorizer: authorizer.forHttpApi() });
 * ```
 */
export class TenantAuthorizer extends TenantAuthorizerBase {
  readonly function: LambdaFunction;
  readonly cache: AuthorizerCache;
  /** The secret of the internal key, for the services that send it; undefined where there is none. */
  readonly internalKeySecret: AnySecret | undefined;
  protected readonly httpResponse: 'simple' | 'iam';

  /** @throws Error listing every wrong prop, or if the authorizer is not built yet */
  constructor(scope: Construct, id: string, props: TenantAuthorizerProps) {
    super(scope, id);
    this.cache = props.cache ?? AuthorizerCache.disabled();
    this.httpResponse = props.httpResponse ?? 'simple';
    validateProps(this.node.path, props, this.cache);
    const bundle = props.bundleDirectory ? requireBundle(props.bundleDirectory) : bundleDirectory();

    this.internalKeySecret = props.internalKey?.secretIn(this);
    const secrets = { internalKey: this.internalKeySecret, hs256: props.hs256?.secret };
    const variables = authorizerEnvironment(this, props, this.cache, secrets);
    this.function = authorizerFunction(this, props, bundle, variables, secrets);
    addWarnings(this, props, this.cache);
  }

  /**
   * A deployed authorizer, by its function's ARN: for the APIs of another stack or app. The `cache` given here
   * must be the one it was deployed with: it decides on what it was told is in the gateway's cache key.
   */
  static fromFunction(
    scope: Construct,
    id: string,
    attributes: TenantAuthorizerAttributes,
  ): TenantAuthorizerBase {
    return new ImportedTenantAuthorizer(scope, id, attributes);
  }
}
