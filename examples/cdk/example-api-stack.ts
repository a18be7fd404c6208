import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { TenantAuthorizer, type TenantAuthorizerProps } from '../../lib/index.ts';
import { propsFromContext } from '../../lib/stack-context.ts';
import { createBackend } from './backend.ts';
import { createHttpApi } from './http-api.ts';
import { createRestApi } from './rest-api.ts';
import { createWebSocketApi } from './websocket-api.ts';

export interface ExampleApiStackProps extends StackProps {
  /** @default - from the CDK context, as the authorizer's own stack */
  readonly authorizer?: TenantAuthorizerProps;
}

/** One authorizer for three APIs, each with an open `/health` (but the WebSocket) and a protected `/echo`. */
export class ExampleApiStack extends Stack {
  constructor(scope: Construct, id: string, props: ExampleApiStackProps = {}) {
    super(scope, id, props);
    const authorizer = new TenantAuthorizer(this, 'Authorizer', props.authorizer ?? propsFromContext(this));
    const backend = createBackend(this);
    this.output('RestApiUrl', createRestApi(this, authorizer, backend).url);
    this.output('HttpApiUrl', createHttpApi(this, authorizer, backend).apiEndpoint);
    // Local emulators may lack what a WebSocket API is made of.
    if (this.node.tryGetContext('webSocket') !== 'none') {
      this.output('WebSocketUrl', createWebSocketApi(this, authorizer, backend).url);
    }
    if (authorizer.internalKeySecret)
      this.output('InternalKeySecretArn', authorizer.internalKeySecret.secretArn);
  }

  private output(name: string, value: string): CfnOutput {
    return new CfnOutput(this, name, { value });
  }
}
