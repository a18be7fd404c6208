import { authenticate } from './authn/authenticate.ts';
import type { Strategy } from './authn/strategy.ts';
import { authorize } from './authz/authorize.ts';
import type { Configuration } from './config/configuration.ts';
import { selectCredential } from './credentials/select.ts';
import type { Decision } from './domain/decision.ts';
import { type Denial, isDenial } from './domain/denial.ts';
import type { Principal } from './domain/principal.ts';
import type { AccessRequest } from './domain/request.ts';
import { parseEvent } from './events/parse-event.ts';
import { visibleRequest } from './events/visible.ts';
import { resolveScope } from './tenancy/scope.ts';

/** What an event asks, as far as a decision may depend on it. */
export function readRequest(event: unknown, { identitySources, credentials }: Configuration): AccessRequest {
  const tokenHeader = identitySources.find(({ kind }) => kind === 'header')?.name;
  const request = parseEvent(event, tokenHeader ?? credentials.authorizationHeaders[0] ?? 'authorization');
  return visibleRequest(request, identitySources);
}

/**
 * The path of a request: credential, principal, tenant scope, authorization. Each stage either goes on or
 * denies, and a denial is final.
 * @throws Fault when something other than the request keeps it from deciding
 */
export async function decide(
  request: AccessRequest,
  configuration: Configuration,
  strategies: readonly Strategy[],
): Promise<Decision> {
  const credential = selectCredential(request, configuration.credentials);
  if (isDenial(credential)) return denied(credential);

  const principal = await authenticate(credential, strategies);
  if (isDenial(principal)) return denied(principal);

  const resolution = resolveScope(principal, request, configuration.tenancy);
  if (isDenial(resolution)) return denied(resolution, principal);

  const refusal = authorize(principal, resolution, request.route, configuration.routes);
  if (refusal) return denied(refusal, principal);
  return { outcome: 'allowed', principal, ...resolution };
}

function denied(denial: Denial, principal?: Principal): Decision {
  return { outcome: denial.outcome, denial, principal };
}
