import { describe, expect, test } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AuthorizerCache, type TenantAuthorizerProps } from '../../lib/index.ts';
import { idOf, ISSUER, newAuthorizer, newStack, onlyOf, propertiesOf } from './support.ts';

const AUTHORIZER = 'AWS::ApiGatewayV2::Authorizer';

function attach(props: TenantAuthorizerProps, apis: readonly string[] = ['Api']): Template {
  const stack = newStack();
  const authorizer = newAuthorizer(stack, { oidc: [ISSUER], ...props });
  for (const id of apis) {
    const api = new HttpApi(stack, id);
    for (const path of ['/a', '/b']) {
      api.addRoutes({
        path,
        methods: [HttpMethod.GET],
        integration: new HttpUrlIntegration(`To${path}`, 'https://backend.example.com'),
        authorizer: authorizer.forHttpApi(),
      });
    }
  }
  return Template.fromStack(stack);
}

describe('an authorizer of an HTTP API', () => {
  test('has payload 2.0, simple responses, no cache and no required source by default', () => {
    expect(onlyOf(attach({}), AUTHORIZER)).toMatchObject({
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      AuthorizerResultTtlInSeconds: 0,
      IdentitySource: [],
    });
  });

  test('keeps payload 2.0 where policies are wanted', () => {
    expect(onlyOf(attach({ httpResponse: 'iam' }), AUTHORIZER)).toMatchObject({
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: false,
    });
  });

  test('has the Authorization header for its key where answers are cached per API', () => {
    expect(onlyOf(attach({ cache: AuthorizerCache.perApi(Duration.minutes(5)) }), AUTHORIZER)).toMatchObject({
      AuthorizerResultTtlInSeconds: 300,
      IdentitySource: ['$request.header.Authorization'],
    });
  });

  test('has the route in its key where answers are cached per route', () => {
    const cache = AuthorizerCache.perRoute(Duration.minutes(1), {
      identitySources: ['header.Authorization', 'querystring.v'],
    });
    expect(onlyOf(attach({ cache }), AUTHORIZER)).toMatchObject({
      AuthorizerResultTtlInSeconds: 60,
      IdentitySource: ['$request.header.Authorization', '$request.querystring.v', '$context.routeKey'],
    });
  });

  test('is one for each API, however many routes it is attached to', () => {
    const template = attach({ httpResponse: 'iam' }, ['One', 'Two']);
    const responses = propertiesOf(template, AUTHORIZER).map(
      (properties) => properties['EnableSimpleResponses'],
    );
    expect(responses).toEqual([false, false]);
    const routes = propertiesOf(template, 'AWS::ApiGatewayV2::Route');
    expect(routes.map(({ AuthorizationType }) => AuthorizationType)).toEqual(Array(4).fill('CUSTOM'));
  });

  test('may be invoked by that authorizer of that API alone', () => {
    const template = attach({});
    const source = JSON.stringify(onlyOf(template, 'AWS::Lambda::Permission')['SourceArn']);
    const id = idOf(template, AUTHORIZER);
    expect(source).toMatch(new RegExp(`:execute-api:.*"/authorizers/",\\{"Ref":"${id}"\\}`));
    expect(source).not.toContain('*');
  });
});
