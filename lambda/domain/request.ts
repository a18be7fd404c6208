import type { ExecuteApiArn } from './arn.ts';

/** The five ways a gateway asks. AppSync asks in a sixth, which is not supported. */
export type GatewayKind = 'rest-token' | 'rest-request' | 'http-1.0' | 'http-2.0' | 'websocket';

/** Names to their distinct values, in order of appearance. Header names are in lower case. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** What a gateway asked, whichever it was, reduced to what a decision may depend on. */
export interface AccessRequest {
  readonly kind: GatewayKind;
  readonly arn: ExecuteApiArn;
  readonly headers: Fields;
  readonly query: Fields;
  /** The headers that a decision can see: the token's alone in a TOKEN event, those of the cache key with caching on. */
  readonly visibleHeaders: 'all' | ReadonlySet<string>;
  /** The method and the path below the stage, as the client sent them; undefined where a decision must not see them. */
  readonly route: RequestedRoute | undefined;
  /** The gateway's own id of the request, for correlation in logs only. */
  readonly requestId: string | undefined;
}

export interface RequestedRoute {
  /** `GET`, …; `$connect` on a WebSocket API. */
  readonly method: string;
  /** With its leading slash; empty on a WebSocket API. */
  readonly path: string;
}
