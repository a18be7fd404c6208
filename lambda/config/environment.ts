import type { AuthMode } from '../domain/mode.ts';
import { apiKeyProblem, hs256SecretProblem } from '../domain/strength.ts';
import { isTenantId } from '../domain/tenant.ts';
import type {
  Configuration,
  CredentialSettings,
  Lifetime,
  SecretReference,
  TenancySettings,
} from './configuration.ts';
import { parseIdentitySource } from './identity-sources.ts';
import { readIssuers } from './issuers.ts';
import { readModes } from './modes.ts';
import { type Environment, EnvironmentReader, type ReadBundledFile } from './reader.ts';
import { routesSchema } from './routes.ts';
import { SEED_VARIABLES, VARIABLES } from './variables.ts';

export type ParsedEnvironment =
  | { readonly valid: true; readonly configuration: Configuration; readonly warnings: readonly string[] }
  /** The message lists every mistake and holds no value of any variable. */
  | { readonly valid: false; readonly message: string };

const HOUR = 3600;
const DAY = 86_400;

/** Parses the variables of the environment into a configuration, or tells everything that is wrong with them. */
export function parseEnvironment(
  environment: Environment,
  readBundledFile: ReadBundledFile,
): ParsedEnvironment {
  const reader = new EnvironmentReader(environment, readBundledFile);
  checkNames(reader);
  const isAmalgam8 = [SEED_VARIABLES.amalgam8Mode, SEED_VARIABLES.amalgam8Secret].some(
    (variable) => reader.text(variable) !== undefined,
  );
  const issuers = readIssuers(reader);
  const hs256Secret = readSecret(
    reader,
    VARIABLES.hs256SecretArn,
    SEED_VARIABLES.amalgam8Secret,
    hs256SecretProblem,
  );
  const apiKeys = readSecret(reader, VARIABLES.apiKeySecretArn, SEED_VARIABLES.apiKey, apiKeyProblem);
  const adminTenant = readAdminTenant(reader);
  const configured = {
    issuers: issuers.length > 0,
    hs256: hs256Secret !== undefined,
    apiKeys: apiKeys !== undefined,
  };
  const { modes, warnings } = readModes(reader, configured);
  const configuration: Configuration = {
    modes,
    credentials: readCredentials(reader, modes, isAmalgam8),
    issuers,
    adminTenant,
    hs256: hs256Secret && {
      secret: hs256Secret,
      tenantClaim: reader.text(VARIABLES.hs256TenantClaim) ?? 'namespace',
      adminTenant: adminTenant ?? (isAmalgam8 ? 'admin' : undefined),
    },
    apiKeys,
    tenancy: readTenancy(reader, isAmalgam8),
    identitySources: readIdentitySources(reader),
    routes: readRoutes(reader),
    httpResponse: reader.choice(VARIABLES.httpResponse, ['simple', 'iam']) ?? 'simple',
    clockToleranceSeconds: reader.seconds(VARIABLES.clockTolerance, 5, [0, 60]),
    jwks: readLifetime(reader, VARIABLES.jwksTtl, VARIABLES.jwksMaxStale),
    secrets: readLifetime(reader, VARIABLES.secretTtl, VARIABLES.secretMaxStale),
  };
  checkHeaders(reader, configuration);
  if (reader.problems.length > 0) {
    return { valid: false, message: ['Invalid configuration:', ...reader.problems].join('\n- ') };
  }
  return { valid: true, configuration, warnings: [...warnings, ...plainSecretWarnings(configuration)] };
}

function readLifetime(reader: EnvironmentReader, ttl: string, maxStale: string): Lifetime {
  const ttlSeconds = reader.seconds(ttl, 300, [1, DAY]);
  const maxStaleSeconds = reader.seconds(maxStale, Math.max(HOUR, ttlSeconds), [1, DAY]);
  if (maxStaleSeconds < ttlSeconds) reader.problem(maxStale, `must not be less than ${ttl}.`);
  return { ttlSeconds, maxStaleSeconds };
}

const SECRET_ARN = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+$/;

function readSecret(
  reader: EnvironmentReader,
  arnVariable: string,
  plainVariable: string,
  problemOf: (value: string) => string | undefined,
): SecretReference | undefined {
  const arn = reader.text(arnVariable);
  const value = reader.text(plainVariable);
  if (arn !== undefined && value !== undefined) {
    reader.problem(arnVariable, `and ${plainVariable} are both set; keep the one that holds the secret.`);
  }
  if (arn !== undefined) {
    if (!SECRET_ARN.test(arn)) reader.problem(arnVariable, 'must be the ARN of a secret in Secrets Manager.');
    return { kind: 'arn', arn };
  }
  if (value === undefined) return undefined;
  const problem = problemOf(value);
  if (problem) reader.problem(plainVariable, `is ${problem}; generate a random one of at least 32.`);
  return { kind: 'plain', value };
}

function plainSecretWarnings({ hs256, apiKeys }: Configuration): readonly string[] {
  return [
    ...plainWarning(hs256?.secret, SEED_VARIABLES.amalgam8Secret, VARIABLES.hs256SecretArn),
    ...plainWarning(apiKeys, SEED_VARIABLES.apiKey, VARIABLES.apiKeySecretArn),
  ];
}

function plainWarning(
  reference: SecretReference | undefined,
  plainVariable: string,
  arnVariable: string,
): readonly string[] {
  return reference?.kind === 'plain'
    ? [`${plainVariable} is for local use: deployed, use ${arnVariable}.`]
    : [];
}

function readAdminTenant(reader: EnvironmentReader): string | undefined {
  const tenant = reader.text(VARIABLES.adminTenant);
  if (tenant !== undefined && !isTenantId(tenant))
    reader.problem(VARIABLES.adminTenant, 'must be a tenant id.');
  return tenant;
}

function readTenancy(reader: EnvironmentReader, isAmalgam8: boolean): TenancySettings {
  return {
    model: reader.choice(VARIABLES.tenancy, ['nested', 'flat']) ?? (isAmalgam8 ? 'flat' : 'nested'),
    tenantHeader: reader.headerName(VARIABLES.tenantHeader, isAmalgam8 ? 'A8-Namespace' : 'X-Tenant-ID'),
    usernameHeader: reader.headerName(VARIABLES.usernameHeader, 'X-Username'),
    ignoresOverridesOfTokens: isAmalgam8,
  };
}

function readCredentials(
  reader: EnvironmentReader,
  modes: ReadonlySet<AuthMode>,
  isAmalgam8: boolean,
): CredentialSettings {
  const apiKeyHeader = reader.headerName(VARIABLES.apiKeyHeader, 'X-API-Key');
  const readsTokens = !modes.has('single-tenant');
  const authorizationHeaders = isAmalgam8 ? ['authorization', 'authentication'] : ['authorization'];
  return {
    apiKeyHeader: modes.has('api-key') ? apiKeyHeader : undefined,
    authorizationHeaders: readsTokens ? authorizationHeaders : [],
    webSocketTokenSource: readsTokens ? readWebSocketToken(reader) : undefined,
  };
}

function readWebSocketToken(reader: EnvironmentReader): CredentialSettings['webSocketTokenSource'] {
  const text = reader.text(VARIABLES.webSocketToken);
  if (text === undefined) return undefined;
  const source = parseIdentitySource(text);
  if (source?.kind === 'querystring') return source;
  if (source?.kind === 'header' && source.name === 'sec-websocket-protocol') return source;
  return reader.problem(
    VARIABLES.webSocketToken,
    'must be querystring.<name> or header.Sec-WebSocket-Protocol.',
  );
}

function readIdentitySources(reader: EnvironmentReader): Configuration['identitySources'] {
  const parsed = (reader.list(VARIABLES.identitySources) ?? []).map(parseIdentitySource);
  const sources = parsed.filter((source) => source !== undefined);
  const isSet = reader.text(VARIABLES.identitySources) !== undefined;
  if (sources.length < parsed.length || (isSet && sources.length === 0)) {
    reader.problem(
      VARIABLES.identitySources,
      'must list sources as header.<name>, querystring.<name>, context.<name> or stageVariables.<name>.',
    );
  }
  return sources;
}

function readRoutes(reader: EnvironmentReader): Configuration['routes'] {
  const routes = reader.json(VARIABLES.routes, routesSchema);
  if (routes && reader.text(VARIABLES.identitySources) !== undefined) {
    reader.problem(
      VARIABLES.routes,
      `can't be enforced from the gateway's cache yet; remove ${VARIABLES.identitySources} and set the TTL to 0.`,
    );
  }
  return routes;
}

/** A variable of ours by a name that is none is a slip that would leave something open or unset. */
function checkNames(reader: EnvironmentReader): void {
  const known = new Set<string>([...Object.values(VARIABLES), ...Object.values(SEED_VARIABLES)]);
  for (const name of reader.names()) {
    if (/^(AUTH|A8)_/.test(name) && !known.has(name)) {
      reader.problem(name, 'is no variable of this authorizer; check its spelling.');
    }
  }
}

function checkHeaders(reader: EnvironmentReader, { credentials, tenancy }: Configuration): void {
  const names = [
    ...credentials.authorizationHeaders,
    credentials.apiKeyHeader,
    tenancy.tenantHeader,
    tenancy.usernameHeader,
  ].filter((name) => name !== undefined);
  if (new Set(names).size < names.length) {
    reader.problem(
      VARIABLES.tenantHeader,
      'and the other header variables must each name a header of their own.',
    );
  }
}
