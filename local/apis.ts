import { REST_API, HTTP_API } from './cast.ts';
import { Authorizer, type AuthorizerSettings } from './gateway/authorizer.ts';
import { echo } from './gateway/echo.ts';
import { Gateway, type GatewaySettings } from './gateway/gateway.ts';

/** How a deployed function is called: resolves to its result, rejects with its error message. */
type Invoke = AuthorizerSettings['invoke'];

export interface Functions {
  /** Sees the whole request. */
  readonly uncached: Invoke;
  /** Sees only what is in the cache key: the Authorization header. */
  readonly cached: Invoke;
}

type Surroundings = Pick<GatewaySettings, 'now' | 'newId' | 'onRequest'>;

const CACHE_SECONDS = 300;

/** Stage `dev` of a REST API, with REQUEST authorizers. */
export function restApi({ uncached, cached }: Functions, surroundings: Surroundings): Gateway {
  const off = { payload: 'REQUEST', identitySources: [], ttlSeconds: 0, invoke: uncached } as const;
  const on = {
    payload: 'REQUEST',
    identitySources: ['method.request.header.Authorization'],
    ttlSeconds: CACHE_SECONDS,
    invoke: cached,
  } as const;
  return new Gateway({
    api: REST_API,
    routes: routes(off, on, surroundings),
    backend: echo,
    ...surroundings,
  });
}

/** The `$default` stage of an HTTP API, with authorizers of payload format 2.0 and simple responses. */
export function httpApi({ uncached, cached }: Functions, surroundings: Surroundings): Gateway {
  const simple = { payload: '2.0', simpleResponses: true } as const;
  const off = { ...simple, identitySources: [], ttlSeconds: 0, invoke: uncached };
  const on = {
    ...simple,
    identitySources: ['$request.header.Authorization'],
    ttlSeconds: CACHE_SECONDS,
    invoke: cached,
  };
  return new Gateway({
    api: HTTP_API,
    routes: routes(off, on, surroundings),
    backend: echo,
    ...surroundings,
  });
}

function routes(
  off: AuthorizerSettings,
  on: AuthorizerSettings,
  { now }: Surroundings,
): GatewaySettings['routes'] {
  const uncached = new Authorizer(off, now);
  const cached = new Authorizer(on, now);
  return {
    'GET /health': null,
    'ANY /echo': uncached,
    'ANY /echo/{proxy+}': uncached,
    'ANY /cached/orders': cached,
    'ANY /cached/orders/{id}': cached,
  };
}
