import * as v from 'valibot';
import type { Statement } from './policy.ts';

/** A well-formed answer of an authorizer: what the gateway keeps in its cache. */
export type AuthorizerResult =
  | {
      readonly kind: 'iam';
      readonly principalId: string;
      readonly statements: readonly Statement[];
      readonly context: Context;
    }
  | { readonly kind: 'simple'; readonly isAuthorized: boolean; readonly context: Context };

export type Context = Readonly<Record<string, unknown>>;

/** The answer is one that API Gateway would not accept; the message names the field, never its value. */
class MalformedResultError extends Error {
  override readonly name = 'MalformedResultError';
}

/** Limit of a whole answer. Source: API Gateway quotas. */
const MAX_BYTES = 8 * 1024;

const oneOrMany = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((value) => [value].flat()),
);
const moment = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'not a date'),
  v.transform((text) => new Date(text)),
);

const statementSchema = v.pipe(
  v.strictObject({
    Sid: v.optional(v.string()),
    Effect: v.picklist(['Allow', 'Deny']),
    Action: oneOrMany,
    Resource: oneOrMany,
    Condition: v.optional(v.strictObject({ DateLessThan: v.strictObject({ 'aws:CurrentTime': moment }) })),
  }),
  v.transform(({ Effect, Action, Resource, Condition }): Statement => {
    const common = { effect: Effect, actions: Action, resources: Resource };
    return Condition ? { ...common, before: Condition.DateLessThan['aws:CurrentTime'] } : common;
  }),
);

const policySchema = v.object({
  Version: v.optional(v.picklist(['2012-10-17', '2008-10-17'])),
  Statement: v.pipe(
    v.union([v.array(statementSchema), statementSchema]),
    v.transform((value) => [value].flat()),
  ),
});

const scalarContext = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]));
const anyContext = v.record(v.string(), v.unknown());

/** What the gateway accepts: an IAM policy on a REST API or an HTTP API, or an HTTP API's simple response. */
export type ResultForm = 'rest-iam' | 'http-iam' | 'simple';

const iamSchema = (contextSchema: typeof scalarContext | typeof anyContext) =>
  v.pipe(
    v.object({
      principalId: v.string(),
      policyDocument: policySchema,
      context: v.optional(contextSchema, {}),
      usageIdentifierKey: v.optional(v.string()),
    }),
    v.transform(
      ({ principalId, policyDocument, context }): AuthorizerResult => ({
        kind: 'iam',
        principalId,
        statements: policyDocument.Statement,
        context,
      }),
    ),
  );

const schemas = {
  'rest-iam': iamSchema(scalarContext),
  'http-iam': iamSchema(anyContext),
  simple: v.pipe(
    v.object({ isAuthorized: v.boolean(), context: v.optional(anyContext, {}) }),
    v.transform((result): AuthorizerResult => ({ kind: 'simple', ...result })),
  ),
};

/**
 * Checks an authorizer's answer as the gateway does. The policy language is a subset: `NotAction`,
 * `NotResource` and conditions other than `DateLessThan` on `aws:CurrentTime` count as malformed.
 * Throws MalformedResultError.
 */
export function parseResult(form: ResultForm, result: unknown): AuthorizerResult {
  const bytes = Buffer.byteLength(JSON.stringify(result) ?? '');
  if (bytes > MAX_BYTES) throw new MalformedResultError(`the result has ${bytes} bytes, over ${MAX_BYTES}`);
  const parsed = v.safeParse(schemas[form], result);
  if (parsed.success) return parsed.output;
  const path = v.getDotPath(parsed.issues[0]) ?? 'the result';
  throw new MalformedResultError(`malformed authorizer result at ${path}`);
}
