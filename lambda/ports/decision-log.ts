import type { Decision } from '../domain/decision.ts';
import type { Fault } from '../domain/fault.ts';
import type { AccessRequest } from '../domain/request.ts';

/** Where the authorizer says what it did. No implementation may write a credential or an unverified claim. */
export interface DecisionLog {
  decided(entry: DecisionEntry): void;
  /** `request` is undefined when the event itself could not be read. */
  faulted(entry: { fault: Fault; decisionId: string; request: AccessRequest | undefined }): void;
  warned(message: string): void;
}

export interface DecisionEntry {
  readonly decision: Decision;
  readonly decisionId: string;
  readonly request: AccessRequest;
  readonly durationMs: number;
}
