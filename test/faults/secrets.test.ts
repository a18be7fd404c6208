import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Deployment, keyRequest } from '../support/deployment.ts';
import { figure } from '../support/figures.ts';
import { Load, type LoadResult, untilAllowed } from '../support/load.ts';
import type { Failure } from '../support/origin.ts';

const FAILURES: readonly Failure[] = [
  'error',
  'throttle',
  'denied',
  'slow',
  'truncate',
  'corrupt',
  'hang-up',
];
const OLD = 'old-internal-key-0123456789-0123456789';
const NEW = 'new-internal-key-0123456789-0123456789';

interface KeyedDeployment {
  readonly deployment: Deployment;
  readonly arn: string;
}

async function start(lifetime: { ttl: number; maxStale: number }): Promise<KeyedDeployment> {
  let arn = '';
  const deployment = await Deployment.start(async (origin) => {
    arn = await origin.createSecret('internal-key', OLD);
    return {
      AUTH_API_KEY_SECRET_ARN: arn,
      AUTH_SECRET_TTL_SECONDS: String(lifetime.ttl),
      AUTH_SECRET_MAX_STALE_SECONDS: String(lifetime.maxStale),
    };
  });
  expect(await deployment.ask(keyRequest(OLD))).toMatchObject({ status: 200 });
  return { deployment, arn };
}

function loadOn(deployment: Deployment, keys: readonly string[]): Load {
  let turn = 0;
  return Load.start({
    ask: deployment.ask,
    valid: () => keyRequest(keys[turn++ % keys.length] ?? ''),
    invalid: () => keyRequest(`wrong-internal-key-${Math.random()}-0123456789`),
  });
}

describe('Secrets Manager failing while the secret is due', () => {
  const results = new Map<string, LoadResult>();

  beforeAll(async () => {
    const runs = [...FAILURES, 'stop' as const].map(async (failure) => {
      const { deployment } = await start({ ttl: 1, maxStale: 3600 });
      await (failure === 'stop' ? deployment.origin.stop() : deployment.origin.fail(failure));
      const load = loadOn(deployment, [OLD]);
      await sleep(6_000);
      results.set(failure, await load.stop());
      await deployment.close();
    });
    await Promise.all(runs);
  }, 60_000);

  test.each([...FAILURES, 'stop'])('%s: no valid key is refused, no wrong one allowed', (failure) => {
    const { valid, invalid } = results.get(failure) ?? {};
    figure(`secrets ${failure}`, { valid, invalid });
    expect(valid).toEqual({ 200: expect.any(Number), 401: 0, 403: 0, 500: 0 });
    expect(valid?.[200]).toBeGreaterThan(0);
    expect(invalid?.[200]).toBe(0);
  });
});

test('beyond the ceiling a good key meets a fault, and is accepted again once the store is back', async () => {
  const { deployment } = await start({ ttl: 1, maxStale: 2 });
  await deployment.origin.fail('denied');
  await sleep(2_500);
  const load = loadOn(deployment, [OLD]);
  await sleep(500);
  const { valid, invalid } = await load.stop();
  await deployment.origin.fail('none');
  const recovery = await untilAllowed(deployment.ask, () => keyRequest(OLD), 30_000);
  await deployment.close();

  figure('secrets beyond the ceiling', { valid, invalid, backAfterMs: Math.round(recovery) });
  expect(valid).toEqual({ 200: 0, 401: 0, 403: 0, 500: expect.any(Number) });
  expect(invalid[200]).toBe(0);
  expect(recovery).toBeLessThan(30_000);
});

test('a rotation refuses no key that is, was or is about to be the current one', async () => {
  const { deployment, arn } = await start({ ttl: 1, maxStale: 3600 });
  const { origin } = deployment;
  const before = loadOn(deployment, [OLD]);
  await sleep(1_200);
  const put = { SecretId: arn, SecretString: NEW, VersionStages: ['AWSPENDING'], ClientRequestToken: 'new' };
  await origin.secret('PutSecretValue', put);
  // The wrong keys beside it use up the look that a new key would get: it has to wait for the TTL at most.
  const accepted = await untilAllowed(deployment.ask, () => keyRequest(NEW), 10_000);
  const pending = loadOn(deployment, [OLD, NEW]);
  await sleep(1_200);
  const finish = { SecretId: arn, VersionStage: 'AWSCURRENT', MoveToVersionId: 'new' };
  await origin.secret('UpdateSecretVersionStage', { ...finish, RemoveFromVersionId: 'version-1' });
  await sleep(2_500);
  const results = [await before.stop(), await pending.stop()];
  const last = {
    SecretId: arn,
    SecretString: 'yet-another-internal-key-0123456789',
    ClientRequestToken: 'last',
  };
  await origin.secret('PutSecretValue', last);
  await sleep(1_500);
  const old = await deployment.ask(keyRequest(OLD));
  await deployment.close();

  const refused = results.map(({ valid }) => valid[401] + valid[403] + valid[500]);
  const allowed = results.map(({ invalid }) => invalid[200]);
  figure('secret rotation', { results, refused, allowed, newKeyAcceptedAfterMs: Math.round(accepted) });
  expect(accepted).toBeLessThan(2_000);
  expect({ refused, allowed }).toEqual({ refused: [0, 0], allowed: [0, 0] });
  expect(old.status).toBe(401);
});

test('a new key is accepted on first sight, long before the TTL', async () => {
  const { deployment, arn } = await start({ ttl: 300, maxStale: 3600 });
  await deployment.origin.secret('PutSecretValue', { SecretId: arn, SecretString: NEW });
  const answers = [await deployment.ask(keyRequest(NEW)), await deployment.ask(keyRequest(OLD))];
  await deployment.close();

  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
});
