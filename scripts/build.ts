import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

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
    plugins: [
      // In Lambda (and under SAM) credentials are in the environment: the rest of the chain is dead weight.
      replacing(/^@aws-sdk\/credential-provider-node$/, '../lambda/adapters/environment-credentials.ts'),
      replacing(/^\.\/https-node\.js$/, '../lambda/adapters/no-https-client.ts'),
    ],
  });
}

/** Bundles a module of ours in place of every import of another one; fails when nothing imports it any more. */
function replacing(imported: RegExp, module: string): Plugin {
  const path = fileURLToPath(new URL(module, import.meta.url));
  return {
    name: `replacing ${imported.source}`,
    setup(bundling) {
      let count = 0;
      bundling.onResolve({ filter: imported }, () => {
        count += 1;
        return { path };
      });
      bundling.onEnd(() =>
        count > 0 ? {} : { errors: [{ text: `Nothing imports ${imported.source} any more.` }] },
      );
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAuthorizer();
