import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { SEED_VARIABLES, VARIABLES } from '../../lambda/config/variables.ts';
import { DENIALS } from '../../lambda/domain/denial.ts';
import { FAULT_CODES } from '../../lambda/domain/fault.ts';

const ROOT = join(__dirname, '../..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const documents = ['.', 'docs', 'docs/decisions', 'events', 'examples']
  .flatMap((folder) => readdirSync(join(ROOT, folder)).map((file) => join(ROOT, folder, file)))
  .filter((file) => file.endsWith('.md'));
const { scripts } = v.parse(
  v.object({ scripts: v.record(v.string(), v.string()) }),
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')),
);

describe('the README', () => {
  test.each([...Object.values(VARIABLES), ...Object.values(SEED_VARIABLES)])('explains %s', (variable) => {
    expect(readme).toContain(`\`${variable}`);
  });

  test.each(Object.entries(DENIALS))('explains %s with its status', (code, outcome) => {
    const row = readme.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${code}\``));
    expect(row?.split('|')[2]?.trim()).toBe(outcome === 'unauthenticated' ? '401' : '403');
  });

  test.each(FAULT_CODES)('explains %s', (code) => {
    expect(readme).toContain(`\`${code}\``);
  });

  test('explains no code that does not exist', () => {
    const known = new Set<string>([...Object.keys(DENIALS), ...FAULT_CODES]);
    const explained = [...readme.matchAll(/`((?:credential|token|api_key|tenant|username|route)\.\w+)`/g)];
    expect(explained.map(([, code = '']) => code).filter((code) => !known.has(code))).toEqual([]);
  });
});

describe.each(documents.map((file) => [relative(ROOT, file), file] as const))('%s', (_name, file) => {
  const text = readFileSync(file, 'utf8');

  test('links to files that exist', () => {
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !existsSync(join(dirname(file), target)))).toEqual([]);
  });

  test('names npm scripts that exist', () => {
    const named = [...text.matchAll(/npm (?:run )?([a-z][a-z:]*)/g)].map(([, name = '']) => name);
    const builtIn = new Set(['ci', 'cit', 'test', 'start', 'registry', 'package', 'install']);
    expect(named.filter((name) => !builtIn.has(name) && !(name in scripts))).toEqual([]);
  });
});
