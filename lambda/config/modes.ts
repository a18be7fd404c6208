import { AUTH_MODES, type AuthMode } from '../domain/mode.ts';
import type { EnvironmentReader } from './reader.ts';
import { SEED_VARIABLES, VARIABLES } from './variables.ts';

/** What there is to authenticate with, whether or not its mode is on. */
export interface ConfiguredCredentials {
  readonly issuers: boolean;
  readonly hs256: boolean;
  readonly apiKeys: boolean;
}

interface Modes {
  readonly modes: ReadonlySet<AuthMode>;
  readonly warnings: readonly string[];
}

const REMEDIES: Partial<Record<AuthMode, string>> = {
  oidc: `set ${VARIABLES.issuer} and ${VARIABLES.audience}, or ${VARIABLES.issuers}`,
  hs256: `set ${VARIABLES.hs256SecretArn}`,
  'api-key': `set ${VARIABLES.apiKeySecretArn}`,
};

/**
 * The modes that are on: those that `AUTH_MODES` lists; without it those that a seed system's switch turns on
 * and those for which there is something configured. Nothing at all is an error: no authorizer is open by
 * default.
 */
export function readModes(reader: EnvironmentReader, configured: ConfiguredCredentials): Modes {
  const available = new Set<AuthMode>([
    ...(configured.issuers ? (['oidc'] as const) : []),
    ...(configured.hs256 ? (['hs256'] as const) : []),
    ...(configured.apiKeys ? (['api-key'] as const) : []),
  ]);
  const explicit = reader.choices(VARIABLES.modes, AUTH_MODES);
  const tenantsOff = isSwitchedOff(reader);
  if (tenantsOff && explicit && !explicit.has('single-tenant')) {
    reader.problem(SEED_VARIABLES.multiTenancy, `contradicts ${VARIABLES.modes}; remove one of them.`);
  }
  const implied = tenantsOff
    ? new Set<AuthMode>(['single-tenant'])
    : new Set([...available, ...readAmalgam8(reader)]);
  const modes = explicit ?? implied;
  check(reader, modes, available);
  return { modes, warnings: warningsFor(modes, available) };
}

function check(
  reader: EnvironmentReader,
  modes: ReadonlySet<AuthMode>,
  available: ReadonlySet<AuthMode>,
): void {
  if (modes.size === 0) {
    reader.problem(VARIABLES.modes, 'nothing to authenticate with is configured, so nobody could be let in.');
  }
  if (modes.has('single-tenant') && modes.size > 1) {
    reader.problem(VARIABLES.modes, 'single-tenant lets everybody in, so it goes with no other mode.');
  }
  for (const mode of modes) {
    const remedy = REMEDIES[mode];
    if (remedy && !available.has(mode)) reader.problem(VARIABLES.modes, `${mode} is on; ${remedy}.`);
  }
}

function warningsFor(modes: ReadonlySet<AuthMode>, available: ReadonlySet<AuthMode>): readonly string[] {
  const warnings: string[] = [];
  if (modes.has('trusted')) warnings.push('Mode trusted believes every caller: for development only.');
  if (modes.has('single-tenant'))
    warnings.push('Mode single-tenant asks for no credential: for development only.');
  for (const mode of available) {
    if (modes.has(mode)) continue;
    warnings.push(`There is something configured for mode ${mode}, but that mode is not on.`);
  }
  return warnings;
}

// Go's strconv.ParseBool, as the original reads it.
function isSwitchedOff(reader: EnvironmentReader): boolean {
  const text = reader.text(SEED_VARIABLES.multiTenancy);
  if (text === undefined || /^(1|t|true)$/i.test(text)) return false;
  if (!/^(0|f|false)$/i.test(text)) reader.problem(SEED_VARIABLES.multiTenancy, 'must be true or false.');
  return true;
}

const AMALGAM8_MODES = { jwt: 'hs256', trusted: 'trusted' } as const;

function readAmalgam8(reader: EnvironmentReader): ReadonlySet<AuthMode> {
  const named = reader.choices(SEED_VARIABLES.amalgam8Mode, ['jwt', 'trusted']) ?? new Set();
  return new Set([...named].map((mode) => AMALGAM8_MODES[mode]));
}
