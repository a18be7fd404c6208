import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import * as v from 'valibot';

const text = readFileSync(join(__dirname, '../../package-lock.json'), 'utf8');
const { packages } = v.parse(
  v.object({
    packages: v.record(
      v.string(),
      v.object({ optionalDependencies: v.optional(v.record(v.string(), v.string())) }),
    ),
  }),
  JSON.parse(text),
);

test('the lock file names no registry', () => {
  expect(text).not.toMatch(/"resolved": "http/);
});

// A registry that lacks some platforms makes npm write a lock file that npm 11 refuses to install from.
test('the lock file holds the optional packages of every platform', () => {
  const locked = Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/')));
  const names = new Set(locked.map((path) => path.replace('node_modules/', '')));
  const optional = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
  expect(optional.filter((name) => !names.has(name))).toEqual([]);
});
