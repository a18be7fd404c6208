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
  hs256: `set ${VARIABLES.hs256SecretArn} (or ${SEED_VARIABLES.amalgam8Secret} for local use)`,
  'api-key': `set ${VARIABLES.apiKeySecretArn} (or ${SEED_VARIABLES.apiKey} for local use)`,
};

/**
 * The modes that are on: those that `AUTH_MODES` lists; without it those that a seed system's switch turns on
 * and those for which there is something configured. Nothing at all is an error: no authorizer is open by
 * default. So are two switches that say different things.
 */
export function readModes(reader: EnvironmentReader, configured: ConfiguredCredentials): Modes {
  const available = new Set<AuthMode>([
    ...(configured.issuers ? (['oidc'] as const) : []),
    ...(configured.hs256 ? (['hs256'] as const) : []),
    ...(configured.apiKeys ? (['api-key'] as const) : []),
  ]);
  const amalgam8 = readAmalgam8(reader);
  const switches = readSwitches(reader, amalgam8);
  const modes = switches[0]?.modes ?? impliedModes(available, amalgam8);
  for (const { variable, modes: others } of switches.slice(1)) {
    if (!isSame(modes, others))
      reader.problem(variable, `contradicts ${switches[0]?.variable}; keep one of them.`);
  }
  check(reader, modes, available);
  return { modes, warnings: warningsFor(modes, available) };
}

interface Switch {
  readonly variable: string;
  readonly modes: ReadonlySet<AuthMode>;
}

/** What says by itself which modes are on. */
function readSwitches(
  reader: EnvironmentReader,
  amalgam8: ReadonlySet<AuthMode> | undefined,
): readonly Switch[] {
  const explicit = reader.choices(VARIABLES.modes, AUTH_MODES);
  const tenantsOff = isSwitchedOff(reader);
  const off: Switch = { variable: SEED_VARIABLES.multiTenancy, modes: new Set(['single-tenant']) };
  if (tenantsOff === false && explicit?.has('single-tenant')) {
    reader.problem(SEED_VARIABLES.multiTenancy, `contradicts ${VARIABLES.modes}; keep one of them.`);
  }
  const named = { variable: SEED_VARIABLES.amalgam8Mode, modes: amalgam8 ?? new Set() };
  return [
    ...(explicit ? [{ variable: VARIABLES.modes, modes: explicit }] : []),
    ...(tenantsOff ? [off] : []),
    // Beside `AUTH_MODES` it may name some of the modes; beside nothing else it adds to what is configured.
    ...(amalgam8 && (tenantsOff || (explicit && !isWithin(amalgam8, explicit))) ? [named] : []),
  ];
}

function impliedModes(
  available: ReadonlySet<AuthMode>,
  amalgam8: ReadonlySet<AuthMode> | undefined,
): ReadonlySet<AuthMode> {
  if (amalgam8 === undefined) return available;
  // Amalgam8 reads its secret only where its modes list `jwt`.
  return new Set([...[...available].filter((mode) => mode !== 'hs256'), ...amalgam8]);
}

function isWithin(some: ReadonlySet<AuthMode>, all: ReadonlySet<AuthMode>): boolean {
  return [...some].every((mode) => all.has(mode));
}

function isSame(one: ReadonlySet<AuthMode>, other: ReadonlySet<AuthMode>): boolean {
  return isWithin(one, other) && isWithin(other, one);
}

function check(
  reader: EnvironmentReader,
  modes: ReadonlySet<AuthMode>,
  available: ReadonlySet<AuthMode>,
): void {
  if (modes.size === 0 && reader.problems.length === 0) {
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

// Go's strconv.ParseBool, as the original reads it; undefined where it is not set.
function isSwitchedOff(reader: EnvironmentReader): boolean | undefined {
  const text = reader.text(SEED_VARIABLES.multiTenancy);
  if (text === undefined) return undefined;
  if (/^(1|t|true)$/i.test(text)) return false;
  if (!/^(0|f|false)$/i.test(text)) reader.problem(SEED_VARIABLES.multiTenancy, 'must be true or false.');
  return true;
}

const AMALGAM8_MODES = { jwt: 'hs256', trusted: 'trusted' } as const;

function readAmalgam8(reader: EnvironmentReader): ReadonlySet<AuthMode> | undefined {
  const named = reader.choices(SEED_VARIABLES.amalgam8Mode, ['jwt', 'trusted']);
  return named && new Set([...named].map((mode) => AMALGAM8_MODES[mode]));
}
