/** What one secret holds, as parsed from every version of it that is accepted at the moment. */
export interface Secret<T> {
  /**
   * What `look` finds in the secret. When that is nothing, it looks once more at the store, at most once per
   * cool-down, since what is looked for may be newer than what is known.
   * @throws Fault `secret.unavailable` when the store can't be asked and what is known has grown too old
   */
  find<R>(look: (value: T) => R | undefined): Promise<R | undefined>;
}
