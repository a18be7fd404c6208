import { devNull } from 'node:os';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { WORKER_SOURCE } from './function-worker.ts';
import { messageOf } from './message.ts';

/** An invocation that ended without a result; `message` is what Lambda reports as `errorMessage`. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
}

export interface InstanceOptions {
  /** Path of an ESM file that exports `handler(event, context)`. */
  readonly bundle: string;
  /** The function's environment variables. Of this process's own environment only PATH is passed on. */
  readonly env: Readonly<Record<string, string>>;
  /** Receives each line that the function writes to standard output or error. */
  readonly log: (line: string) => void;
  readonly timeoutMs: number;
}

interface Invocation {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: FunctionError) => void;
  readonly timer: NodeJS.Timeout;
}

const messageSchema = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('log'), text: v.string() }),
  v.object({ kind: v.literal('result'), id: v.string(), json: v.string() }),
  v.object({ kind: v.literal('failure'), id: v.string(), errorMessage: v.string() }),
]);

/** One execution environment: a worker thread that loaded the bundle once and serves many invocations. */
export class FunctionInstance {
  readonly #worker: Worker;
  readonly #options: InstanceOptions;
  readonly #ready: Promise<void>;
  readonly #invocations = new Map<string, Invocation>();
  #settleReady: { resolve: () => void; reject: (error: FunctionError) => void } | undefined;
  #count = 0;
  #usable = true;

  constructor(options: InstanceOptions) {
    this.#options = options;
    this.#worker = new Worker(WORKER_SOURCE, {
      eval: true,
      workerData: { bundle: pathToFileURL(options.bundle).href },
      env: { ...lambdaEnvironment(), ...options.env },
      // In place of this process's own arguments, which may hold a TypeScript loader. The warnings are about
      // an older local Node; the function is deployed on a current one.
      execArgv: ['--no-warnings'],
    });
    this.#ready = new Promise((resolve, reject) => {
      this.#settleReady = { resolve, reject };
    });
    this.#worker.on('message', (message: unknown) => this.#receive(v.parse(messageSchema, message)));
    this.#worker.on('error', (error) => this.#fail(messageOf(error)));
    this.#worker.on('exit', (code) => this.#fail(`Runtime exited with error: exit status ${code}`));
  }

  /** False once it crashed or an invocation timed out: Lambda would start a new environment. */
  get usable(): boolean {
    return this.#usable;
  }

  /** Settles when the bundle is loaded; rejects with a FunctionError when it can't be. */
  ready(): Promise<void> {
    return this.#ready;
  }

  invoke(event: unknown): Promise<unknown> {
    const { timeoutMs } = this.#options;
    const id = String(++this.#count);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#timeOut(id), timeoutMs);
      this.#invocations.set(id, { resolve, reject, timer });
      const invocation = { id, event: JSON.stringify(event), deadline: Date.now() + timeoutMs };
      this.#worker.postMessage(invocation, []);
    });
  }

  /** Ends the thread at once; invocations under way are rejected. */
  async stop(): Promise<void> {
    this.#usable = false;
    await this.#worker.terminate();
  }

  #receive(message: v.InferOutput<typeof messageSchema>): void {
    switch (message.kind) {
      case 'ready':
        return this.#settleReady?.resolve();
      case 'log':
        return message.text.split('\n').filter(Boolean).forEach(this.#options.log);
      case 'result':
        return this.#take(message.id)?.resolve(JSON.parse(message.json));
      case 'failure':
        return this.#take(message.id)?.reject(new FunctionError(message.errorMessage));
    }
  }

  #take(id: string): Invocation | undefined {
    const invocation = this.#invocations.get(id);
    this.#invocations.delete(id);
    clearTimeout(invocation?.timer);
    if (!this.#usable && this.#invocations.size === 0) void this.#worker.terminate();
    return invocation;
  }

  // The invocations beside the one that timed out keep their chance to finish; the last one ends the thread.
  #timeOut(id: string): void {
    this.#usable = false;
    const seconds = (this.#options.timeoutMs / 1000).toFixed(2);
    this.#take(id)?.reject(new FunctionError(`Task timed out after ${seconds} seconds`));
  }

  #fail(message: string): void {
    this.#usable = false;
    const error = new FunctionError(message);
    this.#settleReady?.reject(error);
    for (const id of this.#invocations.keys()) this.#take(id)?.reject(error);
  }
}

// Lambda has no profile files either: the SDK must not find the developer's.
function lambdaEnvironment(): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    AWS_LAMBDA_FUNCTION_NAME: 'local-authorizer',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
}
