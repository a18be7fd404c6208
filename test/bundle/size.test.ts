import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const DIRECTORY = join(__dirname, '../../dist/lambda/authorizer');
const KIB = 1024;
const entry = readFileSync(join(DIRECTORY, 'index.mjs'), 'utf8');
const files = readdirSync(DIRECTORY);
const hasClient = (text: string): boolean => text.includes('GetSecretValue');

describe('what a cold start has to load', () => {
  test('the entry stays below 64 KiB', () => {
    expect(Buffer.byteLength(entry)).toBeLessThan(64 * KIB);
  });

  test('all of it, with the SDK for those who read a secret, stays below 320 KiB', () => {
    const sizes = files.map((file) => statSync(join(DIRECTORY, file)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(320 * KIB);
  });

  test('the SDK is not in the entry, and is there', () => {
    expect(hasClient(entry)).toBe(false);
    expect(files.some((file) => hasClient(readFileSync(join(DIRECTORY, file), 'utf8')))).toBe(true);
  });

  test('the entry imports no chunk when it is loaded that holds the SDK', () => {
    const imported = [...entry.matchAll(/(?:from|import)\s*"\.\/(chunk-[^"]+)"/g)].map(
      ([, name]) => name ?? '',
    );
    const bytes = imported.map((name) => statSync(join(DIRECTORY, name)).size);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(4 * KIB);
  });
});
