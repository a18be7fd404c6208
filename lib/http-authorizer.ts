import {
  CfnAuthorizer,
  type HttpRouteAuthorizerBindOptions,
  type HttpRouteAuthorizerConfig,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { AuthorizerCache } from './authorizer-cache.ts';
import { httpIdentitySources } from './identity-source.ts';

export interface HttpAuthorizerSettings {
  /** The authorizer's name, unique among those of an API. */
  readonly name: string;
  readonly handler: IFunction;
  readonly cache: AuthorizerCache;
  readonly response: 'simple' | 'iam';
}

/** An authorizer of payload 2.0 for any number of HTTP APIs: one gateway authorizer is made for each. */
export class HttpTenantAuthorizer implements IHttpRouteAuthorizer {
  private readonly settings: HttpAuthorizerSettings;
  private readonly byApi = new Map<string, HttpLambdaAuthorizer>();

  constructor(settings: HttpAuthorizerSettings) {
    this.settings = settings;
  }

  bind(options: HttpRouteAuthorizerBindOptions): HttpRouteAuthorizerConfig {
    const { apiId } = options.route.httpApi;
    const known = this.byApi.get(apiId);
    if (known) return known.bind(options);

    const authorizer = this.create();
    this.byApi.set(apiId, authorizer);
    const config = authorizer.bind(options);
    if (this.settings.response === 'iam') answerWithPolicies(options, this.settings.name);
    return config;
  }

  private create(): HttpLambdaAuthorizer {
    const { name, handler, cache } = this.settings;
    return new HttpLambdaAuthorizer(name, handler, {
      authorizerName: name,
      // Both are always said: the defaults are five minutes and a key of the Authorization header alone.
      resultsCacheTtl: cache.ttl,
      identitySource: httpIdentitySources(cache.key),
      // SIMPLE is what makes CDK choose payload 2.0; its IAM means payload 1.0.
      responseTypes: [HttpLambdaResponseType.SIMPLE],
    });
  }
}

/** Policies with payload 2.0, which CDK's construct has no prop for. */
function answerWithPolicies({ scope }: HttpRouteAuthorizerBindOptions, id: string): void {
  const resource = scope.node.findChild(id).node.defaultChild;
  if (!(resource instanceof CfnAuthorizer)) throw new Error(`'${id}' is not an HTTP API's authorizer.`);
  resource.enableSimpleResponses = false;
}
