import * as v from 'valibot';
import amalgam8 from '../cases/amalgam8.json';
import native from '../cases/native.json';
import orchestrate from '../cases/orchestrate.json';
import { API_KEY, HS256_SECRET } from './credentials.ts';
import type { Headers } from './events.ts';
import { ecKey, type Members, rsaKey, signHs256, signJwt, type SigningKey } from './keys.ts';

const members = v.record(v.string(), v.unknown());
const caseSchema = v.strictObject({
  name: v.string(),
  /** Claims of a token that `issuer` signs with the key of `signer`, on top of iss, aud, iat and exp. */
  oidc: v.optional(members),
  hs256: v.optional(members),
  hs256Secret: v.optional(v.string()),
  /** Members of the token's header, on top of alg, typ and kid; null takes one away. */
  header: v.optional(members, {}),
  issuer: v.optional(v.picklist(['operator', 'other']), 'operator'),
  signer: v.optional(v.picklist(['operator', 'other'])),
  /** `{oidc}`, `{hs256}` and `{key}` stand for the credentials. */
  headers: v.optional(v.record(v.string(), v.string()), {}),
  expect: v.looseObject({ status: v.number(), code: v.optional(v.string()) }),
});
const groupsSchema = v.array(
  v.strictObject({
    group: v.string(),
    environment: v.record(v.string(), v.string()),
    cases: v.array(caseSchema),
  }),
);

export type Case = v.InferOutput<typeof caseSchema>;

/** The tables of cases in `test/cases`: one environment a group, one request and its answer a case. */
export const CASE_GROUPS = v.parse(groupsSchema, [...orchestrate, ...amalgam8, ...native]);

export const SIGNERS = { operator: rsaKey('operator-key'), other: ecKey('other-key') } as const;

/** The issuers' URLs, which a test chooses, and the time. */
export interface CaseWorld {
  readonly issuers: { readonly operator: string; readonly other: string };
  readonly nowSeconds: number;
}

const AUDIENCES = { operator: 'https://api.example.com', other: 'https://partner.example' };

export function environmentOf(
  group: (typeof CASE_GROUPS)[number],
  { issuers }: CaseWorld,
): Record<string, string> {
  const values = { issuer: issuers.operator, other: issuers.other, audience: AUDIENCES.operator };
  const fill = (text: string): string => replace(text, { ...values, key: API_KEY, secret: HS256_SECRET });
  return Object.fromEntries(Object.entries(group.environment).map(([name, text]) => [name, fill(text)]));
}

/** The headers of a case's request. A token goes into Authorization unless a header mentions it. */
export function headersOf(one: Case, world: CaseWorld): Headers {
  const oidc = one.oidc && oidcToken(one, one.oidc, world);
  const hs256 = one.hs256 && hs256Token(one, one.hs256, world);
  const values = { key: API_KEY, oidc: oidc ?? '', hs256: hs256 ?? '' };
  const headers = Object.fromEntries(
    Object.entries(one.headers).map(([name, text]) => [name, replace(text, values)]),
  );
  const token = oidc ?? hs256;
  const isPlaced = Object.values(one.headers).some((text) => /\{(oidc|hs256)\}/.test(text));
  return token === undefined || isPlaced ? headers : { Authorization: `Bearer ${token}`, ...headers };
}

/** What a case expects in the context: every member that the table names, and none of the others. */
export function expectedContext({ expect }: Case, { issuers }: CaseWorld): Record<string, unknown> {
  const { status: _status, code: _code, ...context } = expect;
  return 'issuer' in context ? { ...context, issuer: issuers.operator } : context;
}

function oidcToken(one: Case, claims: Members, world: CaseWorld): string {
  const key: SigningKey = SIGNERS[one.signer ?? one.issuer];
  const usual = {
    iss: world.issuers[one.issuer],
    aud: AUDIENCES[one.issuer],
    iat: world.nowSeconds,
    exp: world.nowSeconds + 3600,
  };
  return signJwt(key, resolve({ ...usual, ...claims }, world), undefinedForNull(one.header));
}

function hs256Token(one: Case, claims: Members, world: CaseWorld): string {
  const payload = resolve({ exp: world.nowSeconds + 3600, ...claims }, world);
  return signHs256(one.hs256Secret ?? HS256_SECRET, payload, undefinedForNull(one.header));
}

// At the top level null takes a claim away: a registered claim that is null is another case's business.
function resolve(claims: Members, { issuers, nowSeconds }: CaseWorld): Members {
  const text = JSON.stringify(claims, (_name, value: unknown) => {
    const offset = typeof value === 'string' ? /^\{now([+-]\d+)\}$/.exec(value)?.[1] : undefined;
    return offset === undefined ? value : nowSeconds + Number(offset);
  });
  const values = { issuer: issuers.operator, audience: AUDIENCES.operator };
  const resolved = v.parse(members, JSON.parse(replace(text, values)));
  const registered = new Set(['iss', 'aud', 'exp', 'iat', 'nbf']);
  return Object.fromEntries(
    Object.entries(resolved).filter(([name, value]) => value !== null || !registered.has(name)),
  );
}

function undefinedForNull(header: Members): Members {
  return Object.fromEntries(Object.entries(header).map(([name, value]) => [name, value ?? undefined]));
}

function replace(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
