import { describe, expect, test } from '@jest/globals';
import { Duration, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type IAuthorizer, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { AuthorizerCache, type TenantAuthorizer } from '../../lib/index.ts';
import { idOf, ISSUER, messageOf, newAuthorizer, newStack, onlyOf, propertiesOf } from './support.ts';

const AUTHORIZER = 'AWS::ApiGateway::Authorizer';
const fiveMinutes = Duration.minutes(5);

function attach(
  cache: AuthorizerCache,
  authorizerOf: (authorizer: TenantAuthorizer) => IAuthorizer,
  stack: Stack = newStack(),
): Template {
  const authorizer = newAuthorizer(stack, { oidc: [ISSUER], cache });
  const api = new RestApi(stack, 'Api', { cloudWatchRole: false });
  for (const path of ['a', 'b']) {
    const options = { authorizer: authorizerOf(authorizer) };
    api.root.addResource(path).addMethod('GET', new MockIntegration(), options);
  }
  return Template.fromStack(stack);
}

const request = (authorizer: TenantAuthorizer) => authorizer.forRestApi();
const token = (authorizer: TenantAuthorizer) => authorizer.forRestApiToken();

describe('a REQUEST authorizer of a REST API', () => {
  test('asks for every request, whatever it carries, where nothing is cached', () => {
    const authorizer = onlyOf(attach(AuthorizerCache.disabled(), request), AUTHORIZER);
    expect(authorizer).toMatchObject({ Type: 'REQUEST', AuthorizerResultTtlInSeconds: 0 });
    expect(authorizer).not.toHaveProperty('IdentitySource');
  });

  test('has the Authorization header for its key where answers are cached per API', () => {
    expect(onlyOf(attach(AuthorizerCache.perApi(fiveMinutes), request), AUTHORIZER)).toMatchObject({
      Type: 'REQUEST',
      AuthorizerResultTtlInSeconds: 300,
      IdentitySource: 'method.request.header.Authorization',
    });
  });

  test('has method and resource in its key where answers are cached per route', () => {
    expect(onlyOf(attach(AuthorizerCache.perRoute(fiveMinutes), request), AUTHORIZER)).toMatchObject({
      IdentitySource: 'method.request.header.Authorization,context.httpMethod,context.resourcePath',
    });
  });

  test('has every further source in its key', () => {
    const cache = AuthorizerCache.perApi(fiveMinutes, {
      identitySources: ['header.Authorization', 'querystring.v'],
    });
    expect(onlyOf(attach(cache, request), AUTHORIZER)).toMatchObject({
      IdentitySource: 'method.request.header.Authorization,method.request.querystring.v',
    });
  });

  test('is one, however many methods it is attached to', () => {
    const template = attach(AuthorizerCache.disabled(), request);
    expect(propertiesOf(template, AUTHORIZER)).toHaveLength(1);
    const attached = { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: idOf(template, AUTHORIZER) } };
    expect(propertiesOf(template, 'AWS::ApiGateway::Method')).toEqual([
      expect.objectContaining(attached),
      expect.objectContaining(attached),
    ]);
  });

  test('may be invoked by that authorizer of that API alone', () => {
    const template = attach(AuthorizerCache.disabled(), request);
    const permission = onlyOf(template, 'AWS::Lambda::Permission');
    expect(permission).toMatchObject({
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    });
    const source = JSON.stringify(permission['SourceArn']);
    const id = idOf(template, AUTHORIZER);
    expect(source).toMatch(new RegExp(`:execute-api:.*"/authorizers/",\\{"Ref":"${id}"\\}`));
    expect(source).not.toContain('*');
  });

  test('needs an id of its own for a second API', () => {
    const stack = newStack();
    const authorizer = newAuthorizer(stack);
    for (const id of ['One', 'Two']) {
      new RestApi(stack, id, { cloudWatchRole: false }).root.addMethod('GET', new MockIntegration(), {
        authorizer: authorizer.forRestApi(id),
      });
    }
    expect(propertiesOf(Template.fromStack(stack), AUTHORIZER)).toHaveLength(2);
  });
});

describe('a TOKEN authorizer of a REST API', () => {
  const template = attach(AuthorizerCache.perApi(fiveMinutes), token);

  test('has an explicit TTL and the token for its key', () => {
    expect(onlyOf(template, AUTHORIZER)).toMatchObject({
      Type: 'TOKEN',
      AuthorizerResultTtlInSeconds: 300,
      IdentitySource: 'method.request.header.Authorization',
    });
    expect(onlyOf(attach(AuthorizerCache.disabled(), token), AUTHORIZER)).toMatchObject({
      AuthorizerResultTtlInSeconds: 0,
    });
  });

  const expression = new RegExp(String(onlyOf(template, AUTHORIZER)['IdentityValidationExpression']));

  test.each(['Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln', 'bearer acme', 'ApiKey k', 'apikey  k', 'BEARER a:b'])(
    'lets through what may be a credential: %s',
    (value) => {
      expect(value).toMatch(expression);
    },
  );

  test.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic dXNlcjpwYXNz',
    'eyJhbGciOiJSUzI1NiJ9.e30.c2ln',
    'Bearer a b',
    'Bearer é',
  ])('turns away garbage without an invocation: %j', (value) => {
    expect(value).not.toMatch(expression);
  });

  test.each([
    ['the route', AuthorizerCache.perRoute(fiveMinutes)],
    [
      'another header',
      AuthorizerCache.perApi(fiveMinutes, {
        identitySources: ['header.Authorization', 'header.X-Tenant-ID'],
      }),
    ],
  ])('is refused where the key holds %s', (_, cache) => {
    expect(messageOf(() => attach(cache, token))).toMatch(/can't be a TOKEN authorizer.*forRestApi\(\)/);
  });
});
