import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Where the artefact is written; `index.mjs` in it exports `handler`. */
export const BUNDLE_DIRECTORY = fileURLToPath(new URL('../dist/lambda/authorizer', import.meta.url));

/**
 * Bundles the authorizer: an ESM entry with everything a request always needs, and lazily loaded
 * chunks beside it (the AWS SDK) for what only some configurations need.
 */
export async function buildAuthorizer(): Promise<void> {
  await rm(BUNDLE_DIRECTORY, { recursive: true, force: true });
  await build({
    entryPoints: { index: fileURLToPath(new URL('../lambda/handler.ts', import.meta.url)) },
    outdir: BUNDLE_DIRECTORY,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'warning',
    alias: {
      // In Lambda (and under SAM) credentials are in the environment: the rest of the chain is dead weight.
      '@aws-sdk/credential-provider-node': fileURLToPath(
        new URL('../lambda/adapters/environment-credentials.ts', import.meta.url),
      ),
    },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAuthorizer();
