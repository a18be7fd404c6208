import { Names } from 'aws-cdk-lib';
import type { IAuthorizer } from 'aws-cdk-lib/aws-apigateway';
import type { IHttpRouteAuthorizer, IWebSocketRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { AuthorizerCache } from './authorizer-cache.ts';
import { HttpTenantAuthorizer } from './http-authorizer.ts';
import { requestAuthorizer, tokenAuthorizer } from './rest-authorizer.ts';
import { WebSocketTenantAuthorizer } from './websocket-authorizer.ts';

/** The longest name of an authorizer. */
const MAX_NAME_LENGTH = 128;

/** The authorizer that is attached, and what the gateway must know of it. */
export interface AttachedAuthorizer {
  readonly function: IFunction;
  readonly cache: AuthorizerCache;
  readonly httpResponse: 'simple' | 'iam';
}

/** Makes the gateways' authorizers, each with the TTL and the identity sources of the cache. */
export class GatewayAttachments {
  readonly http: IHttpRouteAuthorizer;
  readonly webSocket: IWebSocketRouteAuthorizer;
  private readonly scope: Construct;
  private readonly attached: AttachedAuthorizer;
  private readonly byId = new Map<string, IAuthorizer>();

  constructor(scope: Construct, attached: AttachedAuthorizer) {
    const name = Names.uniqueResourceName(scope, { maxLength: MAX_NAME_LENGTH });
    const { function: handler, cache, httpResponse: response } = attached;
    this.scope = scope;
    this.attached = attached;
    this.http = new HttpTenantAuthorizer({ name, handler, cache, response });
    this.webSocket = new WebSocketTenantAuthorizer({ name, handler, cache });
  }

  rest(id: string): IAuthorizer {
    return this.once(id, requestAuthorizer);
  }

  restToken(id: string): IAuthorizer {
    return this.once(id, tokenAuthorizer);
  }

  /** One authorizer for each id, however many methods it is attached to: an API can have ten. */
  private once(id: string, create: typeof requestAuthorizer | typeof tokenAuthorizer): IAuthorizer {
    const authorizer =
      this.byId.get(id) ?? create(this.scope, id, this.attached.function, this.attached.cache);
    this.byId.set(id, authorizer);
    return authorizer;
  }
}
