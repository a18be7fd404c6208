/** The ways to authenticate, under the names that `AUTH_MODES` and the context's `authMode` use. */
export const AUTH_MODES = ['oidc', 'hs256', 'api-key', 'trusted', 'single-tenant'] as const;

export type AuthMode = (typeof AUTH_MODES)[number];
