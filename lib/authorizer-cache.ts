import { Duration } from 'aws-cdk-lib';
import { type CacheKeyPart, type IdentitySource, ROUTE_SOURCE } from './identity-source.ts';

export interface CacheOptions {
  /**
   * What the key is made of. The gateway answers 401 by itself to a request that lacks one of them, so each
   * must be in every request.
   * @default ['header.Authorization']
   */
  readonly identitySources?: readonly IdentitySource[];
}

/**
 * How API Gateway caches the authorizer's answers. The authorizer decides on the cache key alone, so a cached
 * answer is never one that another request with that key would not have got.
 *
 * With caching on, an internal key comes as `Authorization: ApiKey <key>`, so that keys and tokens share one
 * cached authorizer. A token or key that is revoked is accepted until its entry is over: up to the TTL.
 */
export class AuthorizerCache {
  /** How long an answer is reused; zero when nothing is cached. */
  readonly ttl: Duration;
  /** The parts of the cache key; empty when nothing is cached. */
  readonly key: readonly CacheKeyPart[];
  /** What one entry answers for: nothing, every route of a stage, or one route. */
  readonly scope: 'none' | 'api' | 'route';

  private constructor(scope: AuthorizerCache['scope'], ttl: Duration, key: readonly CacheKeyPart[]) {
    this.scope = scope;
    this.ttl = ttl;
    this.key = key;
  }

  /** The authorizer is asked for every request. It sees the whole request. */
  static disabled(): AuthorizerCache {
    return new AuthorizerCache('none', Duration.seconds(0), []);
  }

  /** One entry for every route of a stage. `ttl`: up to 3600 seconds. */
  static perApi(ttl: Duration, options: CacheOptions = {}): AuthorizerCache {
    return new AuthorizerCache('api', ttl, options.identitySources ?? ['header.Authorization']);
  }

  /** One entry for each route. `ttl`: up to 3600 seconds. Not for TOKEN authorizers: their key is the token. */
  static perRoute(ttl: Duration, options: CacheOptions = {}): AuthorizerCache {
    const sources = options.identitySources ?? ['header.Authorization'];
    return new AuthorizerCache('route', ttl, [...sources, ROUTE_SOURCE]);
  }

  /** Whether the gateway may reuse an answer. */
  get enabled(): boolean {
    return this.scope !== 'none';
  }
}
