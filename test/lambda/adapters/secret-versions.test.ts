import { describe, expect, test } from '@jest/globals';
import { secretOf } from '../../../lambda/adapters/secret-versions.ts';
import { Fault } from '../../../lambda/domain/fault.ts';
import { rejectionOf } from '../../support/faults.ts';
import { Source } from '../../support/source.ts';
import { FakeClock } from '../../support/world.ts';

const lifetime = { ttlSeconds: 300, maxStaleSeconds: 3600 };

function parse(versions: readonly string[]): readonly string[] {
  if (versions.includes('bad')) throw new Fault('secret.malformed', 'bad');
  return versions;
}

/** A secret that is good when one of its versions is, and malformed when that reads `bad`. */
function secretFrom(source: Source<readonly string[]>, clock = new FakeClock()) {
  const secret = secretOf(
    { kind: 'arn', arn: 'arn' },
    { parse, readVersions: source.load, lifetime, clock: clock.now },
  );
  const accepts = async (key: string) =>
    (await secret.find((keys) => keys.find((one) => one === key))) === key;
  return { secret, accepts, clock };
}

describe('a secret in the store', () => {
  test('a rotated one is accepted on first sight, the previous one too', async () => {
    const source = new Source<readonly string[]>(['k1']);
    const { accepts } = secretFrom(source);
    expect(await accepts('k1')).toBe(true);
    source.answers(['k2', 'k1']);
    expect([await accepts('k2'), await accepts('k1')]).toEqual([true, true]);
  });

  test('one that was taken away is refused after the time to live', async () => {
    const source = new Source<readonly string[]>(['k1', 'k2']);
    const { accepts, clock } = secretFrom(source);
    await accepts('k1');
    source.answers(['k2']);
    clock.advance(299);
    expect(await accepts('k1')).toBe(true);
    clock.advance(1);
    expect(await accepts('k1')).toBe(false);
  });

  test('the last known value serves while the store is down, until the ceiling', async () => {
    const source = new Source<readonly string[]>(['k1']);
    const { accepts, clock } = secretFrom(source);
    await accepts('k1');
    source.fails(new Fault('secret.unavailable', 'down'));
    clock.advance(3599);
    expect(await accepts('k1')).toBe(true);
    clock.advance(1);
    expect((await rejectionOf(accepts('k1'))).code).toBe('secret.unavailable');
  });

  test('the last known value serves while the store holds something malformed', async () => {
    const source = new Source<readonly string[]>(['k1']);
    const { accepts, clock } = secretFrom(source);
    await accepts('k1');
    source.answers(['bad']);
    clock.advance(300);
    expect(await accepts('k1')).toBe(true);
  });

  test('a malformed one with nothing known before is a fault', async () => {
    const { accepts } = secretFrom(new Source<readonly string[]>(['bad']));
    expect((await rejectionOf(accepts('k1'))).code).toBe('secret.malformed');
  });

  test('prefetching saves the first request the wait', async () => {
    const source = new Source<readonly string[]>(['k1']);
    const { secret, accepts } = secretFrom(source);
    secret.prefetch();
    expect([await accepts('k1'), source.fetches]).toEqual([true, 1]);
  });

  test('prefetching never fails', async () => {
    const source = new Source<readonly string[]>([]);
    source.fails();
    const { secret } = secretFrom(source);
    expect(secret.prefetch()).toBeUndefined();
    await Promise.resolve();
  });
});

describe('a plain secret', () => {
  const secret = secretOf(
    { kind: 'plain', value: 'k1' },
    {
      parse: (versions) => versions,
      readVersions: () => Promise.reject(new Error('never asked')),
      lifetime,
      clock: new FakeClock().now,
    },
  );

  test('is found, and the store is never asked', async () => {
    secret.prefetch();
    expect(await secret.find((keys) => keys[0])).toBe('k1');
    expect(await secret.find(() => undefined)).toBeUndefined();
  });
});
