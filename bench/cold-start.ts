import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUNDLE_DIRECTORY, buildAuthorizer } from '../scripts/build.ts';

/**
 * What starting the function costs beside an empty one: each candidate is imported in a fresh Node process,
 * in turns, and the medians are compared. One run's ratio says something; its milliseconds say little.
 */
const ROUNDS = 21;

const environments = {
  hs256: { A8_AUTH_MODE: 'jwt', A8_JWT_SECRET: 'benchmark-secret-of-more-than-32-bytes' },
  secret: {
    AUTH_API_KEY_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:benchmark',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: 'http://127.0.0.1:9',
    AWS_ACCESS_KEY_ID: 'benchmark',
    AWS_SECRET_ACCESS_KEY: 'benchmark',
  },
};

await buildAuthorizer();
const directory = mkdtempSync(join(tmpdir(), 'cold-start-'));
const empty = join(directory, 'empty.mjs');
writeFileSync(empty, 'export const handler = async () => ({});\n');
const bundle = join(BUNDLE_DIRECTORY, 'index.mjs');

const candidates = [
  { name: 'empty function', file: empty, environment: {} },
  { name: 'authorizer, no secret to read', file: bundle, environment: environments.hs256 },
  { name: 'authorizer, reading a secret', file: bundle, environment: environments.secret },
];
const samples = candidates.map((): number[] => []);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [index, candidate] of candidates.entries()) samples[index]?.push(measure(candidate));
}
rmSync(directory, { recursive: true });

const medians = samples.map((times) => times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN);
for (const [index, { name }] of candidates.entries()) {
  const median = medians[index] ?? Number.NaN;
  const ratio = median / (medians[0] ?? Number.NaN);
  process.stdout.write(`${name.padEnd(32)} ${median.toFixed(1).padStart(7)} ms  ${ratio.toFixed(1)}x\n`);
}

/** Milliseconds from the start of the import until the module is ready. */
function measure({ file, environment }: (typeof candidates)[number]): number {
  const program = `const t = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)});
    process.stdout.write('\\n' + (performance.now() - t)); process.exit();`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...environment, PATH: process.env['PATH'] ?? '' },
    encoding: 'utf8',
  });
  return Number(stdout.trim().split('\n').at(-1));
}
