import * as v from 'valibot';

/** What a gateway makes of an authorizer's answer. */
export interface Answer {
  readonly status: 200 | 401 | 403 | 500;
  /** The code of the denial or fault that was logged. */
  readonly code: string | undefined;
  readonly context: Readonly<Record<string, string>>;
  /** As returned; undefined when the authorizer threw. */
  readonly response: unknown;
  /** The message of what the authorizer threw, which Lambda logs. */
  readonly error: string | undefined;
}

const policySchema = v.strictObject({
  principalId: v.pipe(v.string(), v.nonEmpty()),
  policyDocument: v.strictObject({
    Version: v.literal('2012-10-17'),
    Statement: v.tuple([
      v.strictObject({
        Action: v.literal('execute-api:Invoke'),
        Effect: v.picklist(['Allow', 'Deny']),
        Resource: v.string(),
      }),
    ]),
  }),
  context: v.record(v.string(), v.string()),
});
const simpleSchema = v.strictObject({ isAuthorized: v.boolean(), context: v.record(v.string(), v.string()) });
const lineSchema = v.object({ message: v.string(), code: v.optional(v.string()) });

/** Reads an answer as strictly as it can be read: a shape that no gateway documents is an error of the test. */
export async function answerOf(answer: Promise<unknown>, lines: () => readonly string[]): Promise<Answer> {
  let response: unknown;
  try {
    response = await answer;
  } catch (error) {
    const isUnauthorized = error instanceof Error && error.message === 'Unauthorized';
    const status = isUnauthorized ? 401 : 500;
    const message = error instanceof Error ? error.message : String(error);
    return { status, code: codeIn(lines()), context: {}, response: undefined, error: message };
  }
  const { allowed, context } = read(response);
  return { status: allowed ? 200 : 403, code: codeIn(lines()), context, response, error: undefined };
}

function read(response: unknown): { allowed: boolean; context: Record<string, string> } {
  const simple = v.safeParse(simpleSchema, response);
  if (simple.success) return { allowed: simple.output.isAuthorized, context: simple.output.context };
  const { policyDocument, context } = v.parse(policySchema, response);
  return { allowed: policyDocument.Statement[0].Effect === 'Allow', context };
}

function codeIn(lines: readonly string[]): string | undefined {
  const entries = lines.map((line) => v.parse(lineSchema, JSON.parse(line)));
  return entries.findLast(({ message }) => message === 'decision' || message === 'fault')?.code;
}
