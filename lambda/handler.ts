import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fetchJson } from './adapters/fetch-json.ts';
import { jsonLog } from './adapters/json-log.ts';
import { createAuthorizer } from './bootstrap.ts';

const log = jsonLog((line) => process.stdout.write(`${line}\n`), Date.now);

/** The Lambda entry. What depends on the configuration alone happens once, while the function starts. */
export const handler = createAuthorizer({
  environment: process.env,
  readBundledFile: (path) => readFileSync(new URL(path, import.meta.url), 'utf8'),
  fetchJson,
  // The AWS SDK is most of the bundle: only a configuration that reads a secret loads it.
  readVersions: async (arn) => (await import('./adapters/secrets-manager.ts')).readVersions(arn),
  clock: Date.now,
  newId: randomUUID,
  log,
});
