import { FunctionInstance, type InstanceOptions } from './function-instance.ts';

export { FunctionError } from './function-instance.ts';

/** What an HTTP API waits for an authorizer. Source: API Gateway quotas. */
const DEFAULT_TIMEOUT_MS = 10_000;

export interface LocalFunctionOptions extends Omit<InstanceOptions, 'timeoutMs'> {
  /** Time limit of one invocation; 10 s by default. */
  readonly timeoutMs?: number;
}

/**
 * A Lambda function on this machine: runs a bundle's `handler` in a worker thread with an environment of its
 * own. It stays warm between invocations, serves them concurrently, and starts afresh after a crash or a
 * time-out.
 */
export class LocalFunction {
  readonly #options: InstanceOptions;
  #instance: FunctionInstance;
  #closed = false;

  private constructor(options: InstanceOptions) {
    this.#options = options;
    this.#instance = new FunctionInstance(options);
  }

  /** Loads the bundle. Rejects with a FunctionError when it can't be loaded. */
  static async start(options: LocalFunctionOptions): Promise<LocalFunction> {
    const started = new LocalFunction({ timeoutMs: DEFAULT_TIMEOUT_MS, ...options });
    await started.#instance.ready();
    return started;
  }

  /**
   * Hands `event` to the handler as JSON and resolves to its result, taken through JSON as well.
   * Rejects with a FunctionError: the handler's error message, `Task timed out after N.NN seconds`, or how
   * the runtime ended.
   */
  async invoke(event: unknown): Promise<unknown> {
    if (this.#closed) throw new Error('the local function is closed');
    if (!this.#instance.usable) this.#instance = new FunctionInstance(this.#options);
    const instance = this.#instance;
    await instance.ready();
    return instance.invoke(event);
  }

  /** Ends it at once. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#instance.stop();
  }
}
