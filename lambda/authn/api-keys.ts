import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { Fault } from '../domain/fault.ts';
import { epochSeconds, LATEST_EPOCH_SECONDS } from '../domain/instant.ts';
import { parseStrictJson } from '../domain/json.ts';
import { apiKeyProblem } from '../domain/strength.ts';
import { isTenantPattern } from '../domain/tenant.ts';

/** An internal key that is accepted: its digest, and what is said about it. */
export interface ApiKey {
  readonly id: string;
  /** SHA-256. */
  readonly digest: Buffer;
  /** Patterns; undefined: every tenant. */
  readonly tenants: readonly string[] | undefined;
  readonly scopes: readonly string[] | undefined;
  readonly roles: readonly string[] | undefined;
  /** Epoch seconds. */
  readonly expiresAt: number | undefined;
}

/** The id of a key that is the secret's whole value. */
const UNNAMED = 'default';

const entrySchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,64}$/)),
  key: v.string(),
  tenants: v.optional(v.pipe(v.array(v.pipe(v.string(), v.check(isTenantPattern))), v.minLength(1))),
  scopes: v.optional(v.array(v.string())),
  roles: v.optional(v.array(v.string())),
  expiresAt: v.optional(
    v.union([
      v.pipe(v.number(), v.minValue(0), v.maxValue(LATEST_EPOCH_SECONDS)),
      v.pipe(v.string(), v.transform(epochSeconds), v.number()),
    ]),
  ),
});

const schema = v.strictObject({ keys: v.pipe(v.array(entrySchema), v.minLength(1)) });

export function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/**
 * The keys in the accepted versions of a secret, the current one first: each a plain string, or
 * `{"keys":[{id, key, tenants?, scopes?, roles?, expiresAt?}]}` with `expiresAt` in epoch seconds or ISO 8601
 * (UTC). What the current version says of a key is what counts, whatever another version says of the same
 * key. A version that is unfit is left out as a whole.
 * @throws Fault `secret.malformed` when none is left
 */
export function parseApiKeys(versions: readonly string[]): readonly ApiKey[] {
  const parsed = versions.map(parseVersion);
  const fit = parsed.filter((version) => typeof version !== 'string');
  if (fit.length === 0) {
    const problem = parsed.find((version) => typeof version === 'string');
    throw new Fault('secret.malformed', `The internal key's secret is ${problem ?? 'empty'}.`);
  }
  const keys = new Map<string, ApiKey>();
  for (const key of fit.flat()) {
    const name = key.digest.toString('base64');
    if (!keys.has(name)) keys.set(name, key);
  }
  return [...keys.values()];
}

function parseVersion(value: string): readonly ApiKey[] | string {
  if (!value.trimStart().startsWith('{')) {
    const entry = { tenants: undefined, scopes: undefined, roles: undefined, expiresAt: undefined };
    return apiKeyProblem(value) ?? [{ id: UNNAMED, digest: digestOf(value), ...entry }];
  }
  const entries = v.safeParse(schema, parseStrictJson(value));
  // Not even the place of the mistake is said: it would quote a member's name, which may be a key gone astray.
  if (!entries.success) return 'no {"keys":[…]} as documented';
  const { keys } = entries.output;
  const problem = keys.map(({ key }) => apiKeyProblem(key)).find((found) => found !== undefined);
  if (problem) return problem;
  if (new Set(keys.map(({ key }) => key)).size < keys.length) return 'a list that holds a key twice';
  return keys.map(({ key, ...entry }) => ({
    id: entry.id,
    digest: digestOf(key),
    tenants: entry.tenants,
    scopes: entry.scopes,
    roles: entry.roles,
    expiresAt: entry.expiresAt,
  }));
}
