import { LambdaIntegration, ResponseType, RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import type { TenantAuthorizer } from '../../lib/index.ts';
import type { Backend } from './backend.ts';
import { CORS } from './cors.ts';

/** Without these, a browser can't read why it was refused: the gateway answers before any backend does. */
const REFUSALS = {
  Unauthorized: ResponseType.UNAUTHORIZED,
  AccessDenied: ResponseType.ACCESS_DENIED,
  AuthorizerFailure: ResponseType.AUTHORIZER_FAILURE,
};

export function createRestApi(scope: Construct, authorizer: TenantAuthorizer, backend: Backend): RestApi {
  const api = new RestApi(scope, 'RestApi', {
    cloudWatchRole: false,
    deployOptions: { throttlingRateLimit: 50, throttlingBurstLimit: 100 },
    // Preflight requests carry no credential: CDK puts an OPTIONS without authorizer on every resource.
    defaultCorsPreflightOptions: {
      allowOrigins: [...CORS.origins],
      allowHeaders: [...CORS.headers],
      allowMethods: [...CORS.methods],
    },
  });
  const options = { allowTestInvoke: false };
  api.root.addResource('health').addMethod('GET', new LambdaIntegration(backend.health, options));
  api.root.addResource('echo').addMethod('GET', new LambdaIntegration(backend.echo, options), {
    authorizer: authorizer.forRestApi(),
  });
  for (const [id, type] of Object.entries(REFUSALS)) {
    api.addGatewayResponse(id, {
      type,
      responseHeaders: { 'Access-Control-Allow-Origin': `'${CORS.origins[0]}'` },
    });
  }
  return api;
}
