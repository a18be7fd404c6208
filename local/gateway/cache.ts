import { createHash } from 'node:crypto';

/** The authorizer cache of one stage. Entries live for `ttlMs` from when they were stored. */
export class ResultCache<T> {
  readonly #entries = new Map<string, { value: T; expires: number }>();
  readonly #ttlMs: number;
  readonly #now: () => Date;

  constructor(ttlMs: number, now: () => Date) {
    this.#ttlMs = ttlMs;
    this.#now = now;
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (this.#now().getTime() < entry.expires) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, value: T): void {
    this.#entries.set(key, { value, expires: this.#now().getTime() + this.#ttlMs });
  }
}

/** A short name for a cache key that shows whether two keys are the same, and never the credential in it. */
export function digestOf(values: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 12);
}
