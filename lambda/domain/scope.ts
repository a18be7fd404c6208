/** Whose data this one request may touch. */
export interface TenantScope {
  /** The tenant that whatever the request creates belongs to. */
  readonly tenantId: string;
  /** The tenants it may read, or `*` for all. */
  readonly allowedTenants: readonly string[] | '*';
  readonly username: string | undefined;
  /** The principal behind an override that changed tenant or user. */
  readonly actor: string | undefined;
}

/** A scope, and whether it is the last word. */
export interface ScopeResolution {
  readonly scope: TenantScope;
  /** An override header is out of sight, so that the backend has to apply the overrides to this scope. */
  readonly overridesLeftToBackend: boolean;
}
