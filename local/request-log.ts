import * as v from 'valibot';
import type { RequestReport } from './gateway/gateway.ts';

/** A line of the authorizer's JSON log, as far as it is shown. */
const entrySchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    message: v.string(),
    requestId: v.optional(v.string()),
    outcome: v.optional(v.string()),
    code: v.optional(v.string()),
    mode: v.optional(v.string()),
    tenantId: v.optional(v.string()),
    reason: v.optional(v.string()),
  }),
);

type Entry = v.InferOutput<typeof entrySchema>;

export interface RequestLog {
  /** Takes a line that the authorizer logged. */
  readonly authorizerLine: (line: string) => void;
  /** Takes what became of a request, after the authorizer's lines about it. */
  readonly report: (report: RequestReport) => void;
}

/** Joins what the gateway and the authorizer say about a request into one printed line. */
export function requestLog(print: (line: string) => void): RequestLog {
  const decisions = new Map<string, Entry>();
  return {
    authorizerLine(line) {
      const { success, output } = v.safeParse(entrySchema, line);
      if (success && output.requestId !== undefined) decisions.set(output.requestId, output);
      else
        print(`authorizer  ${success ? [output.message, output.reason].filter(Boolean).join(': ') : line}`);
    },
    report(report) {
      const decision = decisions.get(report.requestId);
      decisions.delete(report.requestId);
      print(formatReport(report, decision));
    },
  };
}

function formatReport(
  { kind, method, path, status, cache, failure }: RequestReport,
  decision?: Entry,
): string {
  const columns = [
    kind.toUpperCase().padEnd(4),
    method.padEnd(6),
    path.padEnd(22),
    status,
    `cache ${cache ?? '-'}`.padEnd(10),
    ...(decision ? describe(decision) : []),
    ...(failure !== undefined && failure !== decision?.reason ? [failure] : []),
  ];
  return columns.join('  ').trimEnd();
}

function describe({ outcome, code, mode, tenantId, reason }: Entry): string[] {
  return [outcome, code, mode, tenantId && `tenant ${tenantId}`, reason].filter((part) => part !== undefined);
}
