import type { Credential } from '../domain/credential.ts';
import type { Denial } from '../domain/denial.ts';
import type { AuthMode } from '../domain/mode.ts';
import type { Principal } from '../domain/principal.ts';

/**
 * One way to authenticate. Answers undefined for a credential that is not its kind; for one that is, its
 * answer is final.
 * @throws Fault when what it needs to decide can't be had
 */
export interface Strategy {
  readonly mode: AuthMode;
  authenticate(credential: Credential): Promise<Principal | Denial | undefined>;
}
