import { Annotations, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { propsFromContext } from './stack-context.ts';
import { TenantAuthorizer } from './tenant-authorizer.ts';

/** Reserved for documentation by RFC 2606 §3: a deployment that still names it can't let anybody in. */
const PLACEHOLDER = /^https:\/\/([\w-]+\.)*example\.com(\/|$)/;

/** A name that does not change with the construct tree, for `sam local invoke AuthorizerFunction`. */
const FUNCTION_LOGICAL_ID = 'AuthorizerFunction';

export interface AuthorizerStackProps extends StackProps {
  /** The directory of the built authorizer. @default - the one that this package was built with */
  readonly bundleDirectory?: string;
}

/**
 * An authorizer on its own, configured by CDK context, that the APIs of other stacks and tools attach to by the
 * ARN among its outputs.
 */
export class AuthorizerStack extends Stack {
  constructor(scope: Construct, id: string, props: AuthorizerStackProps = {}) {
    super(scope, id, props);
    const configured = propsFromContext(this);
    const authorizer = new TenantAuthorizer(this, 'Authorizer', {
      ...configured,
      ...(props.bundleDirectory && { bundleDirectory: props.bundleDirectory }),
    });
    const resource = authorizer.function.node.defaultChild;
    if (resource instanceof CfnFunction) resource.overrideLogicalId(FUNCTION_LOGICAL_ID);

    this.output('AuthorizerFunctionArn', authorizer.functionArn, 'Attach APIs to this function.');
    this.output('CacheTtlSeconds', `${authorizer.cache.ttl.toSeconds()}`, 'The TTL to attach it with.');
    if (authorizer.cache.enabled) {
      this.output('IdentitySources', authorizer.cache.key.join(','), 'The cache key to attach it with.');
    }
    if (authorizer.internalKeySecret) {
      this.output('InternalKeySecretArn', authorizer.internalKeySecret.secretArn, 'Holds the internal key.');
    }
    if (configured.oidc?.some(({ issuer }) => PLACEHOLDER.test(issuer))) {
      Annotations.of(this).addWarningV2(
        'tenant-authorizer:placeholder-issuer',
        'The issuer is the placeholder of cdk.json, whose tokens nobody has: give -c issuer=… -c audience=….',
      );
    }
  }

  private output(name: string, value: string, description: string): CfnOutput {
    return new CfnOutput(this, name, { value, description });
  }
}
