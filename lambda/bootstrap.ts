import type { FetchJson } from './adapters/fetch-json.ts';
import { issuerKeys } from './adapters/jwks.ts';
import { type ReadVersions, secretOf } from './adapters/secret-versions.ts';
import { apiKey } from './authn/api-key.ts';
import { parseApiKeys } from './authn/api-keys.ts';
import { hs256 } from './authn/hs256.ts';
import { parseHs256Secret } from './authn/hs256-secret.ts';
import { oidc } from './authn/oidc.ts';
import { singleTenant } from './authn/single-tenant.ts';
import type { Strategy } from './authn/strategy.ts';
import { trusted } from './authn/trusted.ts';
import { decide, readRequest } from './authorizer.ts';
import type { Configuration, SecretReference } from './config/configuration.ts';
import { parseEnvironment } from './config/environment.ts';
import type { Environment, ReadBundledFile } from './config/reader.ts';
import { Fault } from './domain/fault.ts';
import type { AuthMode } from './domain/mode.ts';
import type { AccessRequest } from './domain/request.ts';
import type { Clock } from './ports/clock.ts';
import type { DecisionLog } from './ports/decision-log.ts';
import { type AuthorizerResponse, respond, Unauthorized } from './responses/respond.ts';

/** Everything outside the process that the authorizer depends on. */
export interface World {
  readonly environment: Environment;
  readonly readBundledFile: ReadBundledFile;
  readonly fetchJson: FetchJson;
  readonly readVersions: ReadVersions;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: DecisionLog;
}

/**
 * Answers one event of a gateway.
 * @throws Error `Unauthorized` for a 401; any other error means that nothing could be decided (500)
 */
export type Authorizer = (event: unknown) => Promise<AuthorizerResponse>;

/**
 * Composes the authorizer that the environment describes, and starts to fetch what it will need. With an
 * invalid environment every event meets a fault that says what is wrong with it.
 */
export function createAuthorizer(world: World): Authorizer {
  const parsed = parseEnvironment(world.environment, world.readBundledFile);
  if (!parsed.valid) {
    const fault = new Fault('configuration.invalid', parsed.message);
    return async () => {
      throw reported(fault, world.newId(), undefined, world.log);
    };
  }
  for (const warning of parsed.warnings) world.log.warned(warning);
  return authorizerFor(parsed.configuration, strategiesFor(parsed.configuration, world), world);
}

function authorizerFor(
  configuration: Configuration,
  strategies: readonly Strategy[],
  { clock, newId, log }: World,
): Authorizer {
  return async (event) => {
    const startedAt = clock();
    const decisionId = newId();
    let request: AccessRequest | undefined;
    let answer: AuthorizerResponse | Unauthorized;
    try {
      request = readRequest(event, configuration);
      const decision = await decide(request, configuration, strategies);
      answer = respond(decision, request, decisionId, configuration.httpResponse);
      log.decided({ decision, decisionId, request, durationMs: clock() - startedAt });
    } catch (error) {
      throw reported(error, decisionId, request, log);
    }
    if (answer instanceof Unauthorized) throw answer;
    return answer;
  };
}

/** Logs what went wrong and answers the error to throw, which Lambda logs too: it says no more than the code. */
function reported(
  error: unknown,
  decisionId: string,
  request: AccessRequest | undefined,
  log: DecisionLog,
): Error {
  const fault =
    error instanceof Fault
      ? error
      : new Fault('internal', 'An unexpected error, which is a defect.', { cause: error });
  log.faulted({ fault, decisionId, request });
  return new Error(`Fault: ${fault.code}`);
}

function strategiesFor(configuration: Configuration, world: World): readonly Strategy[] {
  const { modes, tenancy, clockToleranceSeconds, apiKeys, hs256: hmac } = configuration;
  const { clock } = world;
  const overridable = !tenancy.ignoresOverridesOfTokens;
  const shared = { tenancy: tenancy.model, clock, clockToleranceSeconds, overridable };
  const secret = <T>(reference: SecretReference, parse: (versions: readonly string[]) => T) => {
    const opened = secretOf(reference, {
      parse,
      readVersions: world.readVersions,
      lifetime: configuration.secrets,
      clock,
    });
    opened.prefetch();
    return opened;
  };
  const issuers = () =>
    configuration.issuers.map((settings) => {
      const keys = issuerKeys(settings, { fetchJson: world.fetchJson, lifetime: configuration.jwks, clock });
      keys.prefetch();
      return { settings, keys };
    });
  const factories: Readonly<Record<AuthMode, () => Strategy | undefined>> = {
    'api-key': () => apiKeys && apiKey({ ...shared, secret: secret(apiKeys, parseApiKeys) }),
    hs256: () => hmac && hs256({ ...shared, ...hmac, secret: secret(hmac.secret, parseHs256Secret) }),
    oidc: () => oidc(issuers(), { ...shared, adminTenant: configuration.adminTenant }),
    trusted: () => trusted(shared),
    'single-tenant': () => singleTenant(tenancy.model),
  };
  return [...modes].map((mode) => factories[mode]()).filter((strategy) => strategy !== undefined);
}
