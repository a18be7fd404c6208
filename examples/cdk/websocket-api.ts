import { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import type { TenantAuthorizer } from '../../lib/index.ts';
import type { Backend } from './backend.ts';

/** `$connect` alone has an authorizer; every later message of the connection gets the context it gave. */
export function createWebSocketApi(
  scope: Construct,
  authorizer: TenantAuthorizer,
  backend: Backend,
): WebSocketStage {
  const webSocketApi = new WebSocketApi(scope, 'WebSocketApi', {
    connectRouteOptions: {
      integration: new WebSocketLambdaIntegration('Connect', backend.echo),
      authorizer: authorizer.forWebSocketApi(),
    },
    defaultRouteOptions: {
      integration: new WebSocketLambdaIntegration('Message', backend.echo),
      returnResponse: true,
    },
  });
  return new WebSocketStage(scope, 'WebSocketStage', { webSocketApi, stageName: 'prod', autoDeploy: true });
}
