import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Deployment, issuerEnvironment } from '../support/deployment.ts';
import { figure } from '../support/figures.ts';
import { ecKey } from '../support/keys.ts';
import { Load, type LoadResult, untilAllowed } from '../support/load.ts';
import type { Failure, Origin } from '../support/origin.ts';

const FAILURES: readonly Failure[] = ['error', 'slow', 'truncate', 'redirect', 'huge', 'corrupt', 'hang-up'];
const MISS_COOLDOWN_MS = 10_000;
const known = ecKey('known');

async function start(lifetime: { ttl: number; maxStale: number }): Promise<Deployment> {
  const deployment = await Deployment.start(async (origin: Origin) => {
    await origin.publish(known);
    return issuerEnvironment(origin, lifetime);
  });
  expect(await deployment.ask(deployment.tokenRequest(known))).toMatchObject({ status: 200 });
  return deployment;
}

function loadOn(deployment: Deployment): Load {
  return Load.start({
    ask: deployment.ask,
    valid: () => deployment.tokenRequest(known),
    invalid: deployment.invalidTokenRequest(known),
  });
}

describe('an issuer that fails while its keys are due', () => {
  const results = new Map<string, LoadResult>();

  beforeAll(async () => {
    const runs = [...FAILURES, 'stop' as const].map(async (failure) => {
      const deployment = await start({ ttl: 1, maxStale: 3600 });
      await (failure === 'stop' ? deployment.origin.stop() : deployment.origin.fail(failure));
      const load = loadOn(deployment);
      await sleep(6_000);
      results.set(failure, await load.stop());
      await deployment.close();
    });
    await Promise.all(runs);
  }, 60_000);

  test.each([...FAILURES, 'stop'])('%s: no valid request is refused, no invalid one allowed', (failure) => {
    const { valid, invalid } = results.get(failure) ?? {};
    figure(`issuer ${failure}`, { valid, invalid });
    expect(valid).toEqual({ 200: expect.any(Number), 401: 0, 403: 0, 500: 0 });
    expect(valid?.[200]).toBeGreaterThan(0);
    expect(invalid?.[200]).toBe(0);
  });
});

describe('an issuer that stays away beyond the ceiling', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await start({ ttl: 1, maxStale: 2 });
    await deployment.origin.fail('error');
    await sleep(2_500);
  });
  afterAll(() => deployment.close());

  test('a good token meets a fault, neither a 401 nor an Allow, until the issuer is back', async () => {
    const load = loadOn(deployment);
    await sleep(1_000);
    const { valid, invalid } = await load.stop();
    figure('issuer beyond the ceiling', { valid, invalid });
    expect(valid).toEqual({ 200: 0, 401: 0, 403: 0, 500: expect.any(Number) });
    expect(invalid[200]).toBe(0);

    await deployment.origin.fail('none');
    const recovery = await untilAllowed(deployment.ask, () => deployment.tokenRequest(known), 30_000);
    figure('issuer back again, first accepted after', { milliseconds: Math.round(recovery) });
    expect(recovery).toBeLessThan(30_000);
  });
});

describe('an issuer that rotates its keys', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await start({ ttl: 2, maxStale: 3600 });
  });
  afterAll(() => deployment.close());

  test('accepts the new key on first sight, refuses the old one after the TTL, takes a reused kid', async () => {
    const next = ecKey('next');
    const load = loadOn(deployment);
    await deployment.origin.publish(known, next);
    const first = await deployment.ask(deployment.tokenRequest(next));
    await sleep(500);
    const { valid, invalid } = await load.stop();
    figure('issuer rotating', { valid, invalid });
    expect(first.status).toBe(200);
    expect({ refused: valid[401] + valid[403] + valid[500], allowed: invalid[200] }).toEqual({
      refused: 0,
      allowed: 0,
    });

    await deployment.origin.publish(next);
    await sleep(2_100);
    expect((await deployment.ask(deployment.tokenRequest(known))).status).toBe(401);
    expect((await deployment.ask(deployment.tokenRequest(next))).status).toBe(200);

    const reused = ecKey('next');
    await deployment.origin.publish(reused);
    await sleep(2_100);
    expect((await deployment.ask(deployment.tokenRequest(reused))).status).toBe(200);
    expect((await deployment.ask(deployment.tokenRequest(next))).status).toBe(401);
  });
});

describe('a flood', () => {
  test('of bogus kids costs one fetch per cool-down and keeps a new key out no longer than that', async () => {
    const deployment = await start({ ttl: 300, maxStale: 3600 });
    const before = await deployment.origin.fetches();
    const next = ecKey('next');
    const load = Load.start({
      ask: deployment.ask,
      valid: () => deployment.tokenRequest(known),
      invalid: () => deployment.tokenRequest(next, { kid: `bogus-${Math.random()}` }),
    });
    await sleep(1_000);
    await deployment.origin.publish(known, next);
    const delay = await untilAllowed(
      deployment.ask,
      () => deployment.tokenRequest(next),
      2 * MISS_COOLDOWN_MS,
    );
    const { valid, invalid } = await load.stop();
    const documents = (await deployment.origin.fetches()) - before;
    await deployment.close();

    figure('flood of bogus kids', { valid, invalid, documents, newKeyAcceptedAfterMs: Math.round(delay) });
    expect(delay).toBeLessThanOrEqual(MISS_COOLDOWN_MS + 500);
    expect(valid).toMatchObject({ 401: 0, 403: 0, 500: 0 });
    expect(invalid[200]).toBe(0);
    // A fetch is two documents, discovery and keys; one at once, one when the cool-down is over.
    expect(documents).toBeLessThanOrEqual(4);
  });

  test('of 1,000 first requests makes one fetch', async () => {
    const deployment = await Deployment.start(async (origin) => {
      await origin.publish(known);
      return issuerEnvironment(origin, { ttl: 300, maxStale: 3600 });
    });
    const requests = Array.from({ length: 1_000 }, () => deployment.tokenRequest(known));
    const answers = await Promise.all(requests.map(deployment.ask));
    const documents = await deployment.origin.fetches();
    await deployment.close();

    figure('1,000 cold requests', { documents });
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(documents).toBe(2);
  });
});
