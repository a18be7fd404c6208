import type {
  IWebSocketRouteAuthorizer,
  WebSocketRouteAuthorizerBindOptions,
  WebSocketRouteAuthorizerConfig,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { AuthorizerCache } from './authorizer-cache.ts';
import { webSocketIdentitySources } from './identity-source.ts';

export interface WebSocketAuthorizerSettings {
  /** The authorizer's name, unique among those of an API. */
  readonly name: string;
  readonly handler: IFunction;
  readonly cache: AuthorizerCache;
}

/**
 * An authorizer of `$connect` for any number of WebSocket APIs. It has no TTL: API Gateway refuses one ("cannot
 * be set for WEBSOCKET protocol Apis"), and asks the authorizer at every connection.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-authorizer.html
 */
export class WebSocketTenantAuthorizer implements IWebSocketRouteAuthorizer {
  private readonly settings: WebSocketAuthorizerSettings;
  private readonly byApi = new Map<string, WebSocketLambdaAuthorizer>();

  constructor(settings: WebSocketAuthorizerSettings) {
    this.settings = settings;
  }

  bind(options: WebSocketRouteAuthorizerBindOptions): WebSocketRouteAuthorizerConfig {
    const { apiId } = options.route.webSocketApi;
    const { name, handler, cache } = this.settings;
    const authorizer =
      this.byApi.get(apiId) ??
      new WebSocketLambdaAuthorizer(name, handler, {
        authorizerName: name,
        // Always said: the default is the Authorization header, which browsers can't set.
        identitySource: webSocketIdentitySources(cache.key),
      });
    this.byApi.set(apiId, authorizer);
    return authorizer.bind(options);
  }
}
