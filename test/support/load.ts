import { setTimeout as sleep } from 'node:timers/promises';

/** What came back for one sort of request: how many of each status. */
export type Tally = Readonly<Record<'200' | '401' | '403' | '500', number>>;

export interface LoadResult {
  readonly valid: Tally;
  readonly invalid: Tally;
}

export interface LoadOptions {
  readonly ask: (event: unknown) => Promise<{ readonly status: number }>;
  /** Makes a request that has to be allowed at this moment. */
  readonly valid: () => unknown;
  /** Makes a request that must never be allowed. */
  readonly invalid: () => unknown;
}

const CONCURRENCY = 4;
const PAUSE_MS = 5;

/** A steady load of valid and invalid requests, from `start` until `stop`. */
export class Load {
  private readonly tallies = { valid: emptyTally(), invalid: emptyTally() };
  private readonly workers: readonly Promise<void>[];
  private stopped = false;

  private constructor(options: LoadOptions) {
    this.workers = Array.from({ length: CONCURRENCY }, () => this.run(options));
  }

  static start(options: LoadOptions): Load {
    return new Load(options);
  }

  async stop(): Promise<LoadResult> {
    this.stopped = true;
    await Promise.all(this.workers);
    return this.tallies;
  }

  private async run({ ask, valid, invalid }: LoadOptions): Promise<void> {
    while (!this.stopped) {
      count(this.tallies.valid, await ask(valid()));
      count(this.tallies.invalid, await ask(invalid()));
      await sleep(PAUSE_MS);
    }
  }
}

/** Repeats a request until it is allowed; returns the milliseconds that this took. */
export async function untilAllowed(
  ask: LoadOptions['ask'],
  event: () => unknown,
  limitMs: number,
): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const { status } = await ask(event());
    const passed = performance.now() - startedAt;
    if (status === 200) return passed;
    if (passed > limitMs) return Number.POSITIVE_INFINITY;
    await sleep(50);
  }
}

function emptyTally(): Record<keyof Tally, number> {
  return { 200: 0, 401: 0, 403: 0, 500: 0 };
}

function count(tally: Record<keyof Tally, number>, { status }: { readonly status: number }): void {
  const key = String(status);
  if (key !== '200' && key !== '401' && key !== '403' && key !== '500') {
    throw new Error(`no such outcome: ${key}`);
  }
  tally[key] += 1;
}
