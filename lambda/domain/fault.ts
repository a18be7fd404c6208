/** Every reason for which nothing could be decided. Part of the interface, like the codes of denials. */
export const FAULT_CODES = [
  'configuration.invalid',
  'event.unsupported',
  'event.malformed',
  'keys.unavailable',
  'secret.unavailable',
  'secret.malformed',
  'response.too_large',
  'internal',
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

/**
 * Something that kept the authorizer from deciding. Thrown, never turned into a decision: the gateway
 * answers 500 and caches nothing. The message is written for operators and never quotes request data.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  /** Whether the same request may succeed later without anybody changing anything. */
  readonly retryable: boolean;

  constructor(code: FaultCode, message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}
