import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import * as v from 'valibot';
import type { SigningKey } from './keys.ts';

export type Failure =
  | 'none'
  | 'error'
  | 'throttle'
  | 'denied'
  | 'slow'
  | 'truncate'
  | 'redirect'
  | 'huge'
  | 'corrupt'
  | 'hang-up';

const answerSchema = v.object({ id: v.number(), result: v.optional(v.unknown()) });

/** The issuer and the Secrets Manager that an authorizer depends on, in a process that can be made to fail. */
export class Origin {
  private child: ChildProcess;
  private port = 0;
  private commands = 0;

  private constructor() {
    this.child = start();
  }

  static async start(): Promise<Origin> {
    const origin = new Origin();
    await origin.listen();
    return origin;
  }

  /** The issuer, and the endpoint for `AWS_ENDPOINT_URL_SECRETS_MANAGER`. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async publish(...keys: readonly SigningKey[]): Promise<void> {
    await this.command({ kind: 'publish', keys: keys.map(({ publicJwk }) => publicJwk) });
  }

  /** Returns the ARN. */
  async createSecret(name: string, value: string): Promise<string> {
    return v.parse(v.string(), await this.command({ kind: 'createSecret', name, value }));
  }

  /** An operation of Secrets Manager, from the side and unharmed by any failure. */
  async secret(operation: string, input: object): Promise<unknown> {
    return this.command({ kind: 'secret', operation, input });
  }

  async fail(how: Failure): Promise<void> {
    await this.command({ kind: 'fail', how });
  }

  /** How many requests have come in over HTTP. */
  async fetches(): Promise<number> {
    return v.parse(v.number(), await this.command({ kind: 'count' }));
  }

  /** Ends the process; what it published is lost. `restart` brings an empty one back on the same port. */
  async stop(): Promise<void> {
    if (this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await ended;
  }

  async restart(): Promise<void> {
    this.child = start();
    await this.listen();
  }

  private async listen(): Promise<void> {
    const address = await this.command({ kind: 'listen', port: this.port });
    this.port = v.parse(v.object({ port: v.number() }), address).port;
  }

  private command(command: object): Promise<unknown> {
    const id = ++this.commands;
    return new Promise((resolve, reject) => {
      const receive = (message: unknown): void => {
        const answer = v.parse(answerSchema, message);
        if (answer.id !== id) return;
        this.child.off('message', receive);
        this.child.off('exit', lost);
        resolve(answer.result);
      };
      const lost = (): void =>
        reject(new Error(`the origin ended during ${JSON.stringify(command).slice(0, 40)}`));
      this.child.on('message', receive);
      this.child.once('exit', lost);
      this.child.send({ id, command });
    });
  }
}

function start(): ChildProcess {
  return fork(join(__dirname, 'origin-process.ts'), { execArgv: ['--import', 'tsx'] });
}
