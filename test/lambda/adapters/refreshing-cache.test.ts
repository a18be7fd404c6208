import { beforeEach, describe, expect, test } from '@jest/globals';
import { RefreshingCache } from '../../../lambda/adapters/refreshing-cache.ts';
import { Source } from '../../support/source.ts';
import { FakeClock } from '../../support/world.ts';

const lifetime = { ttlSeconds: 300, maxStaleSeconds: 3600 };

let clock = new FakeClock();
let source = new Source('v1');
let cache = new RefreshingCache({ load: source.load, lifetime, clock: clock.now });

beforeEach(() => {
  clock = new FakeClock();
  source = new Source('v1');
  cache = new RefreshingCache({ load: source.load, lifetime, clock: clock.now });
});

describe('reading', () => {
  test('a thousand at once cost one fetch', async () => {
    const values = await Promise.all(Array.from({ length: 1000 }, () => cache.read()));
    expect([source.fetches, new Set(values)]).toEqual([1, new Set(['v1'])]);
  });

  test('a thousand at once share one failure', async () => {
    source.fails();
    const outcomes = await Promise.allSettled(Array.from({ length: 1000 }, () => cache.read()));
    expect([source.fetches, new Set(outcomes.map(({ status }) => status))]).toEqual([
      1,
      new Set(['rejected']),
    ]);
  });

  test('within the time to live costs nothing', async () => {
    await cache.read();
    clock.advance(299.999);
    source.answers('v2');
    expect([await cache.read(), source.fetches]).toEqual(['v1', 1]);
  });

  test('after the time to live fetches again', async () => {
    await cache.read();
    clock.advance(300);
    source.answers('v2');
    expect([await cache.read(), source.fetches]).toEqual(['v2', 2]);
  });

  test('the age of a value counts from when it was asked for, not from when it came', async () => {
    const answer = source.hangs();
    const first = cache.read();
    clock.advance(100);
    answer('v1');
    await first;
    clock.advance(200);
    source.answers('v2');
    expect(await cache.read()).toBe('v2');
  });

  test('while fetching fails serves what is known, until the ceiling', async () => {
    await cache.read();
    source.fails();
    clock.advance(3599.999);
    expect(await cache.read()).toBe('v1');
  });

  test('from the ceiling on is a failure, never something stale', async () => {
    await cache.read();
    source.fails();
    clock.advance(3600);
    await expect(cache.read()).rejects.toThrow('down');
  });

  test('serves again as soon as the other side is back', async () => {
    await cache.read();
    source.fails();
    clock.advance(5000);
    await expect(cache.read()).rejects.toThrow('down');
    source.answers('v2');
    clock.advance(1);
    expect(await cache.read()).toBe('v2');
  });

  test('a failure that is no error is told as a fault', async () => {
    source.fails('just a string');
    await expect(cache.read()).rejects.toBe('just a string');
    await expect(cache.read()).rejects.toMatchObject({ name: 'Fault', code: 'internal' });
  });
});

describe('backing off', () => {
  test('the wait after a failure doubles, up to 30 seconds', async () => {
    source.fails();
    const waits: number[] = [];
    let waited = 0;
    for (let step = 0; step < 1500; step += 1) {
      const before = source.fetches;
      await cache.read().catch(() => undefined);
      if (source.fetches > before) {
        waits.push(waited);
        waited = 0;
      }
      clock.advance(0.125);
      waited += 0.125;
    }
    expect(waits).toEqual([0, 1, 2, 4, 8, 16, 30, 30, 30, 30, 30]);
  });

  test('within the wait the last failure is told again, at no cost', async () => {
    source.fails(new Error('first'));
    await expect(cache.read()).rejects.toThrow('first');
    source.answers('v1');
    clock.advance(0.999);
    await expect(cache.read()).rejects.toThrow('first');
    expect(source.fetches).toBe(1);
  });

  test('a success ends it', async () => {
    source.fails();
    for (const wait of [1, 2, 4]) {
      await cache.read().catch(() => undefined);
      clock.advance(wait);
    }
    source.answers('v1');
    await cache.read();
    source.fails();
    clock.advance(5000);
    await cache.read().catch(() => undefined);
    clock.advance(1);
    source.answers('v2');
    expect(await cache.read()).toBe('v2');
  });
});

const looking = (wanted: string) => (value: string) => (value === wanted ? value : undefined);

describe('looking for what is not there', () => {
  test('looks once more at the other side', async () => {
    await cache.read();
    source.answers('v2');
    expect([await cache.find(looking('v2')), source.fetches]).toEqual(['v2', 2]);
  });

  test('does not look again when the value was fetched for this very call', async () => {
    expect([await cache.find(looking('v2')), source.fetches]).toEqual([undefined, 1]);
    clock.advance(300);
    expect([await cache.find(looking('v2')), source.fetches]).toEqual([undefined, 2]);
  });

  test('does not look again for what is there', async () => {
    await cache.read();
    expect([await cache.find(looking('v1')), source.fetches]).toEqual(['v1', 1]);
  });

  test('a thousand at once cost one fetch', async () => {
    await cache.read();
    const found = await Promise.all(Array.from({ length: 1000 }, () => cache.find(looking('bogus'))));
    expect([source.fetches, new Set(found)]).toEqual([2, new Set([undefined])]);
  });

  test('a flood costs one fetch per cool-down', async () => {
    await cache.read();
    for (let tenth = 0; tenth < 600; tenth += 1) {
      await cache.find(looking(`bogus-${tenth}`));
      clock.advance(0.1);
    }
    expect(source.fetches).toBeGreaterThanOrEqual(1 + 6);
    expect(source.fetches).toBeLessThanOrEqual(1 + 7);
  });

  test('a flood keeps nothing new out for longer than the cool-down', async () => {
    await cache.read();
    await cache.find(looking('bogus'));
    source.answers('v2');
    const seen: (string | undefined)[] = [];
    for (let second = 0; second <= 10; second += 1) {
      await cache.find(looking('bogus'));
      seen.push(await cache.find(looking('v2')));
      clock.advance(1);
    }
    expect(seen.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => undefined));
    expect(seen[10]).toBe('v2');
  });

  test('the cool-down can be set', async () => {
    cache = new RefreshingCache({ load: source.load, lifetime, clock: clock.now, missCooldownMs: 60_000 });
    await cache.read();
    await cache.find(looking('bogus'));
    source.answers('v2');
    clock.advance(59);
    expect(await cache.find(looking('v2'))).toBeUndefined();
    clock.advance(1);
    expect(await cache.find(looking('v2'))).toBe('v2');
  });

  test('waits for a fetch that is under way', async () => {
    await cache.read();
    const answer = source.hangs();
    const first = cache.find(looking('v2'));
    const second = cache.find(looking('v2'));
    answer('v2');
    expect([await first, await second, source.fetches]).toEqual(['v2', 'v2', 2]);
  });

  test('is a failure when the other side can not be asked, for it might be there', async () => {
    await cache.read();
    source.fails();
    await expect(cache.find(looking('v2'))).rejects.toThrow('down');
    await expect(cache.find(looking('v2'))).rejects.toThrow('down');
    expect(await cache.find(looking('v1'))).toBe('v1');
    expect(source.fetches).toBe(2);
  });

  test('drops what the other side has dropped', async () => {
    await cache.read();
    source.answers('v2');
    await cache.find(looking('v2'));
    expect(await cache.find(looking('v1'))).toBeUndefined();
  });
});

describe('prefetching', () => {
  test('is the fetch that the first reader joins', async () => {
    cache.prefetch();
    expect([await cache.read(), source.fetches]).toEqual(['v1', 1]);
  });

  test('fails nobody: a reader that joined it asks again', async () => {
    source.fails();
    cache.prefetch();
    const reading = cache.read();
    source.answers('v1');
    expect([await reading, source.fetches]).toEqual(['v1', 2]);
  });

  test('that has failed makes no reader wait', async () => {
    source.fails();
    cache.prefetch();
    await new Promise(setImmediate);
    source.answers('v1');
    expect([await cache.read(), source.fetches]).toEqual(['v1', 2]);
  });
});
