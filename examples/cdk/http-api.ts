import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import type { TenantAuthorizer } from '../../lib/index.ts';
import type { Backend } from './backend.ts';
import { CORS } from './cors.ts';

/**
 * The authorizer is on the route, not the API's default, and the route is `GET`, not `ANY`: so a preflight
 * request never meets it, and the gateway answers it from `corsPreflight`.
 */
export function createHttpApi(scope: Construct, authorizer: TenantAuthorizer, backend: Backend): HttpApi {
  const api = new HttpApi(scope, 'HttpApi', {
    corsPreflight: {
      allowOrigins: [...CORS.origins],
      allowHeaders: [...CORS.headers],
      allowMethods: [CorsHttpMethod.GET],
    },
  });
  api.addRoutes({
    path: '/health',
    methods: [HttpMethod.GET],
    integration: new HttpLambdaIntegration('Health', backend.health),
  });
  api.addRoutes({
    path: '/echo',
    methods: [HttpMethod.GET],
    integration: new HttpLambdaIntegration('Echo', backend.echo),
    authorizer: authorizer.forHttpApi(),
  });
  return api;
}
