import type { Denial } from './denial.ts';
import type { Principal } from './principal.ts';
import type { TenantScope } from './scope.ts';

/** The outcome of the pipeline for one request. */
export type Decision = Allowed | Denied;

export interface Allowed {
  readonly outcome: 'allowed';
  readonly principal: Principal;
  readonly scope: TenantScope;
  /** Overrides are out of the authorizer's sight: the backend's context reader has to apply them. */
  readonly overridesLeftToBackend: boolean;
}

export interface Denied {
  readonly outcome: 'unauthenticated' | 'forbidden';
  readonly denial: Denial;
  /** Known once authentication succeeded. */
  readonly principal: Principal | undefined;
}
