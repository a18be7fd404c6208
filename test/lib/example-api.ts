import { describe, expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ExampleApiStack } from '../../examples/cdk/example-api-stack.ts';
import { InternalKey } from '../../lib/index.ts';
import { BUNDLE, ISSUER, propertiesOf } from './support.ts';

const stack = new ExampleApiStack(new App(), 'Example', {
  authorizer: { oidc: [ISSUER], internalKey: InternalKey.generated(), bundleDirectory: BUNDLE },
});
const template = Template.fromStack(stack);

describe('the example’s REST API', () => {
  const methods = propertiesOf(template, 'AWS::ApiGateway::Method');
  const of = (verb: string) => methods.filter(({ HttpMethod }) => HttpMethod === verb);

  test('has no authorizer on any OPTIONS, so that preflight works', () => {
    expect(of('OPTIONS')).toHaveLength(3);
    for (const method of of('OPTIONS')) {
      expect(method).toMatchObject({ AuthorizationType: 'NONE' });
      expect(method).not.toHaveProperty('AuthorizerId');
    }
  });

  test('is open for health and authorized for the rest', () => {
    expect(of('GET').map(({ AuthorizationType }) => AuthorizationType)).toEqual(['NONE', 'CUSTOM']);
    expect(methods).toHaveLength(5);
  });

  test('lets a browser read why it was refused', () => {
    const types = propertiesOf(template, 'AWS::ApiGateway::GatewayResponse').map(
      ({ ResponseType }) => ResponseType,
    );
    expect(types).toEqual(['UNAUTHORIZED', 'ACCESS_DENIED', 'AUTHORIZER_FAILURE']);
  });
});

describe('the example’s HTTP and WebSocket APIs', () => {
  const authorizationOf = Object.fromEntries(
    propertiesOf(template, 'AWS::ApiGatewayV2::Route').map(({ RouteKey, AuthorizationType }) => [
      RouteKey,
      AuthorizationType,
    ]),
  );

  test('are open for health and authorized for the rest, with no route that OPTIONS would match', () => {
    expect(authorizationOf).toEqual({
      'GET /health': 'NONE',
      'GET /echo': 'CUSTOM',
      $connect: 'CUSTOM',
      $default: 'NONE',
    });
  });

  test('answer preflight at the gateway', () => {
    expect(propertiesOf(template, 'AWS::ApiGatewayV2::Api')[0]).toMatchObject({
      ProtocolType: 'HTTP',
      CorsConfiguration: {
        AllowHeaders: ['Authorization', 'Content-Type', 'X-Tenant-ID'],
        AllowMethods: ['GET'],
        AllowOrigins: ['https://app.example.com'],
      },
    });
  });

  test('share the one authorizer of the REST API', () => {
    expect(propertiesOf(template, 'AWS::ApiGatewayV2::Authorizer')).toHaveLength(2);
    expect(propertiesOf(template, 'AWS::ApiGateway::Authorizer')).toHaveLength(1);
    const handlers = propertiesOf(template, 'AWS::Lambda::Function').map(({ Handler }) => Handler);
    expect(handlers).toEqual(['index.handler', 'index.health', 'index.echo']);
  });
});

test('the example can do without a WebSocket API', () => {
  const app = new App({ context: { webSocket: 'none' } });
  const authorizer = { oidc: [ISSUER], bundleDirectory: BUNDLE };
  const without = Template.fromStack(new ExampleApiStack(app, 'Example', { authorizer }));
  const protocols = propertiesOf(without, 'AWS::ApiGatewayV2::Api').map(({ ProtocolType }) => ProtocolType);
  expect(protocols).toEqual(['HTTP']);
});
