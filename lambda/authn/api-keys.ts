import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { Fault } from '../domain/fault.ts';
import { epochSeconds } from '../domain/instant.ts';
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
      v.pipe(v.number(), v.minValue(0)),
      v.pipe(v.string(), v.isoTimestamp(), v.transform(epochSeconds)),
    ]),
  ),
});

const schema = v.strictObject({ keys: v.pipe(v.array(entrySchema), v.minLength(1)) });

export function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/**
 * The keys in the accepted versions of a secret: each a plain string, or `{"keys":[{id, key, tenants?,
 * scopes?, roles?, expiresAt?}]}` with `expiresAt` in epoch seconds or ISO 8601. A version that is unfit
 * is left out as a whole.
 * @throws Fault `secret.malformed` when none is left
 */
export function parseApiKeys(versions: readonly string[]): readonly ApiKey[] {
  const parsed = versions.map(parseVersion);
  const fit = parsed.filter((version) => typeof version !== 'string');
  if (fit.length === 0) {
    const problem = parsed.find((version) => typeof version === 'string');
    throw new Fault('secret.malformed', `The internal key's secret is ${problem ?? 'empty'}.`);
  }
  return fit.flat();
}

function parseVersion(value: string): readonly ApiKey[] | string {
  if (!value.trimStart().startsWith('{')) {
    const entry = { tenants: undefined, scopes: undefined, roles: undefined, expiresAt: undefined };
    return apiKeyProblem(value) ?? [{ id: UNNAMED, digest: digestOf(value), ...entry }];
  }
  const entries = v.safeParse(schema, parseJson(value));
  if (!entries.success) return `no {"keys":[…]} as documented: wrong at ${v.getDotPath(entries.issues[0])}`;
  for (const { key } of entries.output.keys) {
    const problem = apiKeyProblem(key);
    if (problem) return problem;
  }
  return entries.output.keys.map(({ key, ...entry }) => ({
    id: entry.id,
    digest: digestOf(key),
    tenants: entry.tenants,
    scopes: entry.scopes,
    roles: entry.roles,
    expiresAt: entry.expiresAt,
  }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's error quotes its input, which is a secret; that it is no object says enough.
    return undefined;
  }
}
