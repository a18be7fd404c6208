import { describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleDirectory } from '../../lib/bundle-directory.ts';
import { ISSUER, messageOf, newAuthorizer, newStack } from './support.ts';

function packageWith(...files: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'package-'));
  for (const file of files) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  return root;
}

const BUILT = 'dist/lambda/authorizer/index.mjs';

describe('the directory of the bundle', () => {
  test.each(['lib', 'dist/lib', '.'])('is found from %s of the package', (from) => {
    const root = packageWith('package.json', BUILT, 'lib/a.ts', 'dist/lib/a.js');
    expect(bundleDirectory(join(root, from))).toBe(join(root, 'dist/lambda/authorizer'));
  });

  test('is never that of the project around the package', () => {
    const root = packageWith(
      'package.json',
      BUILT,
      'node_modules/inner/package.json',
      'node_modules/inner/lib/a.js',
    );
    expect(() => bundleDirectory(join(root, 'node_modules/inner/lib'))).toThrow('npm run build');
  });

  test('is missed at synth with the remedy', () => {
    expect(() => bundleDirectory(packageWith('package.json'))).toThrow(
      /not built.*run `npm run build` first/,
    );
    const props = { oidc: [ISSUER], bundleDirectory: packageWith() };
    expect(messageOf(() => newAuthorizer(newStack(), props))).toContain('run `npm run build` first');
  });
});
