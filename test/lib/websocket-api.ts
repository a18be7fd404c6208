import { describe, expect, test } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AuthorizerCache } from '../../lib/index.ts';
import { idOf, ISSUER, newAuthorizer, newStack, onlyOf, propertiesOf } from './support.ts';

const AUTHORIZER = 'AWS::ApiGatewayV2::Authorizer';

function attach(cache: AuthorizerCache, apis: readonly string[] = ['Api']): Template {
  const stack = newStack();
  const authorizer = newAuthorizer(stack, { oidc: [ISSUER], cache });
  for (const id of apis) {
    new WebSocketApi(stack, id).addRoute('$connect', {
      integration: new WebSocketMockIntegration('Mock'),
      authorizer: authorizer.forWebSocketApi(),
    });
  }
  return Template.fromStack(stack);
}

describe('an authorizer of a WebSocket API', () => {
  test('is asked for every connection, whatever it carries', () => {
    const template = attach(AuthorizerCache.disabled());
    expect(onlyOf(template, AUTHORIZER)).toMatchObject({ AuthorizerType: 'REQUEST', IdentitySource: [] });
    expect(onlyOf(template, 'AWS::ApiGatewayV2::Route')).toMatchObject({
      RouteKey: '$connect',
      AuthorizationType: 'CUSTOM',
    });
  });

  test('has no TTL, which API Gateway refuses on a WebSocket API', () => {
    for (const cache of [AuthorizerCache.disabled(), AuthorizerCache.perApi(Duration.minutes(5))]) {
      expect(onlyOf(attach(cache), AUTHORIZER)).not.toHaveProperty('AuthorizerResultTtlInSeconds');
    }
  });

  test('requires what the authorizer sees where other APIs cache, but for the route', () => {
    expect(onlyOf(attach(AuthorizerCache.perRoute(Duration.minutes(5))), AUTHORIZER)).toMatchObject({
      IdentitySource: ['route.request.header.Authorization'],
    });
  });

  test('is one for each API', () => {
    expect(propertiesOf(attach(AuthorizerCache.disabled(), ['One', 'Two']), AUTHORIZER)).toHaveLength(2);
  });

  test('may be invoked by that authorizer of that API alone', () => {
    const template = attach(AuthorizerCache.disabled());
    const source = JSON.stringify(onlyOf(template, 'AWS::Lambda::Permission')['SourceArn']);
    const id = idOf(template, AUTHORIZER);
    expect(source).toMatch(new RegExp(`:execute-api:.*"/authorizers/",\\{"Ref":"${id}"\\}`));
    expect(source).not.toContain('*');
  });
});
