import type { SecretReference, Lifetime } from '../config/configuration.ts';
import type { Clock } from '../ports/clock.ts';
import type { Secret } from '../ports/secrets.ts';
import { RefreshingCache } from './refreshing-cache.ts';

/**
 * Reads the accepted versions of a secret: current, previous (in use until a rotation has reached every
 * client) and pending (in use as soon as a rotation has begun).
 * @throws Fault `secret.unavailable`
 */
export type ReadVersions = (arn: string) => Promise<readonly string[]>;

interface SecretOptions<T> {
  readonly parse: (versions: readonly string[]) => T;
  readonly readVersions: ReadVersions;
  readonly lifetime: Lifetime;
  readonly clock: Clock;
}

/** A secret that is read from the store and parsed at every refresh, or that stands in the configuration. */
export function secretOf<T>(
  reference: SecretReference,
  { parse, readVersions, lifetime, clock }: SecretOptions<T>,
): Secret<T> & { prefetch(): void } {
  if (reference.kind === 'plain') {
    const value = parse([reference.value]);
    return { prefetch: () => undefined, find: async (look) => look(value) };
  }
  const load = async (): Promise<T> => parse(await readVersions(reference.arn));
  const cache = new RefreshingCache({ load, lifetime, clock });
  return {
    prefetch: () => cache.prefetch(),
    find: (look) => cache.find(look),
  };
}
