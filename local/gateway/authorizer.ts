import { messageOf } from '../message.ts';
import { digestOf, ResultCache } from './cache.ts';
import { http10Event, http20Event } from './http-events.ts';
import { type IdentitySource, identityOf, parseIdentitySource } from './identity-sources.ts';
import { evaluatePolicy, type PolicyVerdict } from './policy.ts';
import { arnOf, type GatewayRequest } from './request.ts';
import { restRequestEvent, restTokenEvent } from './rest-events.ts';
import { type AuthorizerResult, type Context, parseResult } from './result.ts';

/** How an authorizer is configured at the gateway; names follow API Gateway's own. */
export interface AuthorizerSettings {
  /** The event it gets: `TOKEN` and `REQUEST` on REST APIs, `1.0` and `2.0` on HTTP APIs. */
  readonly payload: 'TOKEN' | 'REQUEST' | '1.0' | '2.0';
  /** Mapping expressions; all must be present in a request and together they are the cache key. */
  readonly identitySources: readonly string[];
  /** 0 to 3600; 0 switches caching off. */
  readonly ttlSeconds: number;
  /** Payload 2.0 only: `{isAuthorized}` instead of a policy. */
  readonly simpleResponses?: boolean;
  /** TOKEN only: a token that doesn't match is refused without an invocation. */
  readonly validationExpression?: RegExp;
  /** Rejects with the handler's error message. */
  readonly invoke: (event: object) => Promise<unknown>;
}

export type Authorization =
  | { readonly outcome: 'allow'; readonly principalId?: string; readonly context: Context }
  | { readonly outcome: Exclude<PolicyVerdict, 'allow'> | 'unauthorized' }
  | { readonly outcome: 'error'; readonly reason: string };

/** What became of a request, and what the cache had to do with it. Refused before the cache: no cache part. */
export interface Answer {
  readonly authorization: Authorization;
  readonly cache?: { readonly state: 'hit' | 'miss' | 'off'; readonly key?: string };
}

/** A Lambda authorizer as one stage of the gateway sees it, with its cache. */
export class Authorizer {
  readonly #settings: AuthorizerSettings;
  readonly #sources: readonly IdentitySource[];
  readonly #cache: ResultCache<AuthorizerResult>;
  readonly #now: () => Date;

  /** Throws on settings that API Gateway would not accept. */
  constructor(settings: AuthorizerSettings, now: () => Date) {
    const { payload, identitySources, ttlSeconds } = settings;
    const kind = isRest(payload) ? 'rest' : 'http';
    if (ttlSeconds < 0 || ttlSeconds > 3600) throw new Error('a TTL is between 0 and 3600 seconds');
    if (payload === 'TOKEN' && identitySources.length !== 1)
      throw new Error('TOKEN needs one identity source');
    if (payload === 'REQUEST' && ttlSeconds > 0 && identitySources.length === 0) {
      throw new Error('caching on a REST API needs an identity source');
    }
    this.#settings = settings;
    this.#sources = identitySources.map((expression) => parseIdentitySource(kind, expression));
    this.#cache = new ResultCache(ttlSeconds * 1000, now);
    this.#now = now;
  }

  async authorize(request: GatewayRequest): Promise<Answer> {
    const { payload, validationExpression, ttlSeconds } = this.#settings;
    const identity = identityOf(this.#sources, request);
    if (!identity) return { authorization: { outcome: 'unauthorized' } };
    if (payload === 'TOKEN' && validationExpression?.test(identity.join()) === false) {
      return { authorization: { outcome: 'unauthorized' } };
    }
    if (ttlSeconds === 0)
      return { authorization: await this.#ask(request, identity), cache: { state: 'off' } };

    const cacheKey = JSON.stringify(identity);
    const names = this.#sources.map(({ expression }) => expression).join(',');
    const key = `${names} sha256:${digestOf(identity)}`;
    const cached = this.#cache.get(cacheKey);
    if (cached) return { authorization: this.#decide(cached, request), cache: { state: 'hit', key } };
    return { authorization: await this.#ask(request, identity, cacheKey), cache: { state: 'miss', key } };
  }

  async #ask(
    request: GatewayRequest,
    identity: readonly string[],
    cacheKey?: string,
  ): Promise<Authorization> {
    const { invoke, payload, simpleResponses } = this.#settings;
    try {
      const form = isRest(payload) ? 'rest-iam' : simpleResponses ? 'simple' : 'http-iam';
      const result = parseResult(form, await invoke(eventOf(payload, request, identity)));
      if (cacheKey !== undefined) this.#cache.set(cacheKey, result);
      return this.#decide(result, request);
    } catch (error) {
      const reason = messageOf(error);
      return reason === 'Unauthorized' ? { outcome: 'unauthorized' } : { outcome: 'error', reason };
    }
  }

  #decide(result: AuthorizerResult, request: GatewayRequest): Authorization {
    const { context } = result;
    if (result.kind === 'simple')
      return result.isAuthorized ? { outcome: 'allow', context } : { outcome: 'explicit-deny' };
    const outcome = evaluatePolicy(result.statements, arnOf(request), this.#now());
    return outcome === 'allow' ? { outcome, context, principalId: result.principalId } : { outcome };
  }
}

function isRest(payload: AuthorizerSettings['payload']): boolean {
  return payload === 'TOKEN' || payload === 'REQUEST';
}

function eventOf(
  payload: AuthorizerSettings['payload'],
  request: GatewayRequest,
  identity: readonly string[],
): object {
  switch (payload) {
    case 'TOKEN':
      return restTokenEvent(request, identity.join());
    case 'REQUEST':
      return restRequestEvent(request);
    case '1.0':
      return http10Event(request, identity);
    case '2.0':
      return http20Event(request, identity);
  }
}
