import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUNDLE = join('dist', 'lambda', 'authorizer');

/**
 * The built authorizer of the package that `directory` is in (by default, the one of this file, wherever it
 * runs from: the sources, the compiled package, a dependency of another project).
 * @throws Error if the package was not built yet
 */
export function bundleDirectory(directory = dirname(fileURLToPath(import.meta.url))): string {
  const bundle = join(packageRoot(directory), BUNDLE);
  return requireBundle(bundle);
}

/** Answers `bundle` if the authorizer is in it. */
export function requireBundle(bundle: string): string {
  if (existsSync(join(bundle, 'index.mjs'))) return bundle;
  throw new Error(`The authorizer is not built (no index.mjs in ${bundle}): run \`npm run build\` first.`);
}

function packageRoot(directory: string): string {
  const parent = dirname(directory);
  return existsSync(join(directory, 'package.json')) || parent === directory
    ? directory
    : packageRoot(parent);
}
