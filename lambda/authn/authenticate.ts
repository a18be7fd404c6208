import type { Credential } from '../domain/credential.ts';
import { type Denial, deny } from '../domain/denial.ts';
import type { Principal } from '../domain/principal.ts';
import type { Strategy } from './strategy.ts';

/** Lets the one strategy decide that the credential belongs to. */
export async function authenticate(
  credential: Credential,
  strategies: readonly Strategy[],
): Promise<Principal | Denial> {
  for (const strategy of strategies) {
    const answer = await strategy.authenticate(credential);
    if (answer !== undefined) return answer;
  }
  return unclaimed(credential);
}

function unclaimed({ kind }: Credential): Denial {
  if (kind === 'none') return deny('credential.missing');
  return deny(kind === 'jws' ? 'token.algorithm' : 'credential.unsupported');
}
