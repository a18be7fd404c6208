import type { Lifetime } from '../config/configuration.ts';
import { Fault } from '../domain/fault.ts';
import type { Clock } from '../ports/clock.ts';

export interface RefreshingCacheOptions<T> {
  /** Fetches the value. Has to end by itself, whatever the other side does. */
  readonly load: () => Promise<T>;
  readonly lifetime: Lifetime;
  readonly clock: Clock;
  /** The least time between two fetches that misses cause. */
  readonly missCooldownMs?: number;
}

interface Loaded<T> {
  readonly value: T;
  readonly at: number;
}

const MISS_COOLDOWN_MS = 10_000;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 30_000;

/**
 * A value that lives elsewhere and changes there. Serves it for its time to live without asking; then asks
 * again, and while asking fails goes on serving what it has until the ceiling. At most one fetch is under way
 * at a time, and after failures the next one waits, longer each time.
 */
export class RefreshingCache<T> {
  private readonly options: RefreshingCacheOptions<T>;
  private loaded: Loaded<T> | undefined;
  private loading: Promise<T> | undefined;
  private prefetching: Promise<T> | undefined;
  private failure: { readonly error: unknown; readonly count: number; readonly retryAt: number } | undefined;
  private nextMissRefresh = 0;
  private fetches = 0;

  constructor(options: RefreshingCacheOptions<T>) {
    this.options = options;
  }

  /** @throws what `load` threw, when nothing younger than the ceiling is there to serve instead */
  async read(): Promise<T> {
    const { lifetime, clock } = this.options;
    if (this.loaded && clock() - this.loaded.at < lifetime.ttlSeconds * 1000) return this.loaded.value;
    const joinsPrefetch = this.loading !== undefined && this.loading === this.prefetching;
    try {
      // Lambda may freeze the process right after its start and thaw it long after the prefetch timed out: its
      // failure says nothing about the other side now.
      return await this.refresh().catch((error: unknown) => {
        if (!joinsPrefetch) throw error;
        this.failure = undefined;
        return this.refresh();
      });
    } catch (error) {
      if (this.loaded && clock() - this.loaded.at < lifetime.maxStaleSeconds * 1000) return this.loaded.value;
      throw error;
    }
  }

  /** Starts to load, ahead of the first need. Its failure is nobody's: who needs the value asks again. */
  prefetch(): void {
    this.prefetching = this.refresh();
    this.prefetching.catch(() => {
      this.failure = undefined;
    });
  }

  /**
   * What `look` finds in the value. A miss may be newer than the value, so it causes another fetch: one per
   * cool-down however many misses there are, so that bogus ones can neither flood the other side nor keep
   * a new value out for longer than that.
   * @throws what `load` threw: without an answer from the other side, a miss can't be told from news
   */
  async find<R>(look: (value: T) => R | undefined): Promise<R | undefined> {
    const fetchesBefore = this.fetches;
    const hit = look(await this.read());
    if (hit !== undefined || this.fetches > fetchesBefore) return hit;
    return look(await this.reread());
  }

  private async reread(): Promise<T> {
    const { clock, missCooldownMs = MISS_COOLDOWN_MS } = this.options;
    if (this.loaded && !this.loading && !this.failure && clock() < this.nextMissRefresh) {
      return this.loaded.value;
    }
    this.nextMissRefresh = clock() + missCooldownMs;
    return this.refresh();
  }

  private refresh(): Promise<T> {
    const { clock } = this.options;
    if (this.loading) return this.loading;
    if (this.failure && clock() < this.failure.retryAt) return Promise.reject(asError(this.failure.error));
    this.loading = this.load().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  private async load(): Promise<T> {
    const { load, clock } = this.options;
    const startedAt = clock();
    try {
      const value = await load();
      this.loaded = { value, at: startedAt };
      this.fetches += 1;
      this.failure = undefined;
      return value;
    } catch (error) {
      const count = (this.failure?.count ?? 0) + 1;
      const backoff = Math.min(FIRST_BACKOFF_MS * 2 ** (count - 1), LONGEST_BACKOFF_MS);
      this.failure = { error, count, retryAt: clock() + backoff };
      throw error;
    }
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Fault('internal', 'A fetch failed without an error.');
}
