import type { Clock } from '../ports/clock.ts';
import type { DecisionLog } from '../ports/decision-log.ts';

/**
 * One line of JSON for each thing said, in the shape that CloudWatch Logs keeps as it is (AWS Lambda, "JSON
 * log format"). Of a denied request nothing is written that came from its credential.
 * @param write gets each line without its line end
 */
export function jsonLog(write: (line: string) => void, clock: Clock): DecisionLog {
  const line = (level: 'INFO' | 'WARN' | 'ERROR', message: string, fields: object): void =>
    write(JSON.stringify({ timestamp: new Date(clock()).toISOString(), level, message, ...fields }));
  return {
    decided({ decision, decisionId, request, durationMs }) {
      line('INFO', 'decision', {
        decisionId,
        outcome: decision.outcome,
        ...(decision.outcome === 'allowed'
          ? { tenantId: decision.scope.tenantId, actor: decision.scope.actor }
          : { code: decision.denial.code }),
        mode: decision.principal?.mode,
        principalId: decision.principal?.principalId,
        keyId: decision.principal?.keyId,
        ...requestFields(request),
        durationMs,
      });
    },
    faulted({ fault, decisionId, request }) {
      line('ERROR', 'fault', {
        decisionId,
        outcome: 'fault',
        code: fault.code,
        reason: fault.message,
        retryable: fault.retryable,
        cause: fault.cause instanceof Error ? fault.cause.name : undefined,
        ...requestFields(request),
      });
    },
    warned: (reason) => line('WARN', 'warning', { reason }),
  };
}

function requestFields(request: Parameters<DecisionLog['faulted']>[0]['request']): object {
  if (request === undefined) return {};
  const { kind, arn, requestId } = request;
  return { api: kind, apiId: arn.apiId, stage: arn.stage, requestId };
}
