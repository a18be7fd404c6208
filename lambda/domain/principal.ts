import type { AuthMode } from './mode.ts';

/** Who makes the request, as proven by exactly one credential. */
export interface Principal {
  readonly mode: AuthMode;
  /** The policy's principal: the subject, else the user, the key or the tenant. */
  readonly principalId: string;
  readonly subject: string | undefined;
  readonly issuer: string | undefined;
  readonly username: string | undefined;
  readonly keyId: string | undefined;
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  /** Passes the scope and role checks of every route. */
  readonly unrestricted: boolean;
  /** When the credential ends, in epoch seconds; undefined if it doesn't. */
  readonly expiresAt: number | undefined;
  readonly authority: TenantAuthority;
  /** Whether the tenant and username headers of the request mean anything for this principal. */
  readonly overridable: boolean;
}

/** Whose data a principal may act on before any override. */
export type TenantAuthority =
  /** A tenant of its own. */
  | { readonly kind: 'own'; readonly tenant: string }
  /** Every tenant. */
  | { readonly kind: 'any' }
  /** Any tenant that one of the patterns names, but the request has to say which. */
  | { readonly kind: 'named'; readonly patterns: readonly string[] };

/** What is said of a principal about whom a credential says nothing more. */
export const BARE_PRINCIPAL = {
  subject: undefined,
  issuer: undefined,
  username: undefined,
  keyId: undefined,
  scopes: [],
  roles: [],
  expiresAt: undefined,
} as const satisfies Partial<Principal>;
