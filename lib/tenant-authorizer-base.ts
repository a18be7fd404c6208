import type { IAuthorizer } from 'aws-cdk-lib/aws-apigateway';
import type { IHttpRouteAuthorizer, IWebSocketRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { AuthorizerCache } from './authorizer-cache.ts';
import { GatewayAttachments } from './gateway-attachments.ts';

/** An authorizer that APIs can be attached to, made here or imported by its function's ARN. */
export abstract class TenantAuthorizerBase extends Construct {
  abstract readonly function: IFunction;
  abstract readonly cache: AuthorizerCache;
  protected abstract readonly httpResponse: 'simple' | 'iam';
  private attachments: GatewayAttachments | undefined;

  /** For other tools to attach to. */
  get functionArn(): string {
    return this.function.functionArn;
  }

  /**
   * A REQUEST authorizer for a REST API of this stack. (For one of another stack, import the authorizer there by
   * `TenantAuthorizer.fromFunction`: the two stacks would depend on each other.)
   * @param id - a gateway authorizer belongs to one REST API: give each further API an id of its own
   */
  forRestApi(id = 'RestApi'): IAuthorizer {
    return this.attach().rest(id);
  }

  /**
   * A TOKEN authorizer: the gateway turns away what is not a credential without invoking the function. It
   * hands on nothing but `Authorization`, so override headers don't reach the authorizer, and an internal key
   * comes as `Authorization: ApiKey <key>`.
   * @throws Error where the cache key is more than the token
   */
  forRestApiToken(id = 'RestApiToken'): IAuthorizer {
    return this.attach().restToken(id);
  }

  /** For the routes of any number of HTTP APIs: payload 2.0. */
  forHttpApi(): IHttpRouteAuthorizer {
    return this.attach().http;
  }

  /** For `$connect` of any number of WebSocket APIs. */
  forWebSocketApi(): IWebSocketRouteAuthorizer {
    return this.attach().webSocket;
  }

  // Not in the constructor: what it needs is set by the subclass's.
  private attach(): GatewayAttachments {
    this.attachments ??= new GatewayAttachments(this, {
      function: this.function,
      cache: this.cache,
      httpResponse: this.httpResponse,
    });
    return this.attachments;
  }
}
