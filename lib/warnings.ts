import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AuthorizerCache } from './authorizer-cache.ts';
import { headerNames } from './header-names.ts';
import { headersIn } from './identity-source.ts';
import type { TenantAuthorizerProps } from './props.ts';

/** Warns at synth of what is allowed but hardly meant for production, or has no effect. */
export function addWarnings(scope: Construct, props: TenantAuthorizerProps, cache: AuthorizerCache): void {
  const annotations = Annotations.of(scope);
  if (props.trusted) {
    annotations.addWarningV2(
      'tenant-authorizer:trusted',
      'Mode trusted believes whatever tenant a caller names: for development only.',
    );
  }
  if (props.singleTenant) {
    annotations.addWarningV2(
      'tenant-authorizer:single-tenant',
      'Mode single-tenant lets everybody in without a credential: for development only.',
    );
  }
  const { tenant } = headerNames(props);
  if (
    props.adminTenant !== undefined &&
    cache.enabled &&
    !headersIn(cache.key).includes(tenant.toLowerCase())
  ) {
    annotations.addWarningV2(
      'tenant-authorizer:admin-outside-cache-key',
      `The admin tenant must name a tenant in ${tenant}, which is not in the cache key and so is never seen: ` +
        'its requests will be refused. Give it an authorizer of its own without a cache.',
    );
  }
}
