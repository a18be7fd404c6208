import type { AuthMode } from './mode.ts';

/** What a route asks of a principal. A condition that is undefined is none. */
export interface RouteRule {
  /** As configured: `POST /accounts/{id}`. */
  readonly route: string;
  /** `ANY` stands for every method. */
  readonly method: string;
  readonly segments: readonly RouteSegment[];
  /** All of them. */
  readonly scopes: readonly string[] | undefined;
  /** One of them. */
  readonly roles: readonly string[] | undefined;
  /** One of them. */
  readonly modes: readonly AuthMode[] | undefined;
  /** Patterns, one of which names the tenant acted for. */
  readonly tenants: readonly string[] | undefined;
}

export type RouteSegment =
  | { readonly kind: 'literal'; readonly value: string }
  /** `{id}`: one segment. */
  | { readonly kind: 'parameter' }
  /** `{proxy+}`: one or more segments, at the end. */
  | { readonly kind: 'greedy' };
