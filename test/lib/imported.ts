import { describe, expect, test } from '@jest/globals';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AuthorizerCache, TenantAuthorizer } from '../../lib/index.ts';
import { newAuthorizer, onlyOf, propertiesOf } from './support.ts';

const FUNCTION_ARN = 'arn:aws:lambda:eu-central-1:123456789012:function:authorizer';

describe('an authorizer imported by its ARN', () => {
  const stack = new Stack(new App(), 'Apis');
  const authorizer = TenantAuthorizer.fromFunction(stack, 'Authorizer', {
    functionArn: FUNCTION_ARN,
    cache: AuthorizerCache.perApi(Duration.minutes(5)),
  });
  new RestApi(stack, 'Rest', { cloudWatchRole: false }).root.addMethod('GET', new MockIntegration(), {
    authorizer: authorizer.forRestApi(),
  });
  new HttpApi(stack, 'Http').addRoutes({
    path: '/a',
    integration: new HttpUrlIntegration('Backend', 'https://backend.example.com'),
    authorizer: authorizer.forHttpApi(),
  });
  const template = Template.fromStack(stack);

  test('is attached with the cache that it was deployed with', () => {
    expect(authorizer.functionArn).toBe(FUNCTION_ARN);
    expect(onlyOf(template, 'AWS::ApiGateway::Authorizer')).toMatchObject({
      AuthorizerResultTtlInSeconds: 300,
    });
    expect(onlyOf(template, 'AWS::ApiGatewayV2::Authorizer')).toMatchObject({
      AuthorizerResultTtlInSeconds: 300,
    });
  });

  test('is made invokable by the importing stack, for its own APIs', () => {
    const permissions = propertiesOf(template, 'AWS::Lambda::Permission');
    expect(permissions.map(({ FunctionName }) => FunctionName)).toEqual([FUNCTION_ARN, FUNCTION_ARN]);
  });

  test('brings no function, role or secret with it', () => {
    expect(propertiesOf(template, 'AWS::Lambda::Function')).toHaveLength(0);
    expect(propertiesOf(template, 'AWS::IAM::Role')).toHaveLength(0);
    expect(propertiesOf(template, 'AWS::SecretsManager::Secret')).toHaveLength(0);
  });
});

describe('an authorizer of another stack of the same app', () => {
  test('can be attached to an HTTP API without the stacks depending on each other', () => {
    const app = new App();
    const authorizer = newAuthorizer(new Stack(app, 'Security'));
    const apis = new Stack(app, 'Apis');
    new HttpApi(apis, 'Http').addRoutes({
      path: '/a',
      integration: new HttpUrlIntegration('Backend', 'https://backend.example.com'),
      authorizer: authorizer.forHttpApi(),
    });
    expect(() => app.synth()).not.toThrow();
    expect(propertiesOf(Template.fromStack(apis), 'AWS::Lambda::Permission')).toHaveLength(1);
  });
});
