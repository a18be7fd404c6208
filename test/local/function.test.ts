import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { FunctionError, LocalFunction, type LocalFunctionOptions } from '../../local/function.ts';

let directory: string;
let started: LocalFunction | undefined;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'local-function-'));
});
afterEach(() => started?.close());
afterAll(() => rm(directory, { recursive: true }));

let count = 0;

/** Starts a function from its source; `lines` collects what it logs. */
async function start(source: string, options: Partial<LocalFunctionOptions> = {}) {
  const bundle = join(directory, `bundle-${++count}.mjs`);
  await writeFile(bundle, source);
  const lines: string[] = [];
  started = await LocalFunction.start({ bundle, env: {}, log: (line) => lines.push(line), ...options });
  const running = started;
  return { invoke: (event: unknown) => running.invoke(event), lines };
}

describe('an invocation', () => {
  test('gets its event and gives its result as JSON', async () => {
    const { invoke } = await start('export const handler = async (event) => ({ event, gone: undefined });');
    expect(await invoke({ a: [1, null], b: undefined })).toEqual({ event: { a: [1, null] } });
  });

  test('gives null for no result, as Lambda does', async () => {
    const { invoke } = await start('export const handler = async () => {};');
    expect(await invoke({})).toBeNull();
  });

  test('finds the function warm', async () => {
    const { invoke } = await start('let n = 0; export const handler = async () => ++n;');
    expect([await invoke({}), await invoke({})]).toEqual([1, 2]);
  });

  test('gets a context with a request id and the time that is left', async () => {
    const { invoke } = await start(
      'export const handler = async (_, c) => [c.functionName, typeof c.awsRequestId, c.getRemainingTimeInMillis() > 0];',
    );
    expect(await invoke({})).toEqual(['local-authorizer', 'string', true]);
  });

  test('runs beside others and gets its own result', async () => {
    const { invoke } = await start(`
      let release; const gate = new Promise((resolve) => { release = resolve; });
      export const handler = async ({ n }) => { if (n === 3) release(); await gate; return n; };`);
    expect(await Promise.all([1, 2, 3].map((n) => invoke({ n })))).toEqual([1, 2, 3]);
  });

  test('has its log lines passed on before its result', async () => {
    const { invoke, lines } = await start(
      'export const handler = async () => { console.log("one\\ntwo"); process.stderr.write("three\\n"); };',
    );
    await invoke({});
    expect(lines).toEqual(['one', 'two', 'three']);
  });
});

describe('the environment', () => {
  const source = 'export const handler = async () => ({ ...process.env });';

  test('is the one given, and not this process’s own', async () => {
    process.env['LOCAL_FUNCTION_TEST'] = 'leaked';
    const { invoke } = await start(source, { env: { AUTH_MODES: 'oidc' } });
    delete process.env['LOCAL_FUNCTION_TEST'];
    const environment = await invoke({});
    expect(environment).toMatchObject({ AUTH_MODES: 'oidc', PATH: process.env['PATH'] });
    expect(environment).not.toHaveProperty('LOCAL_FUNCTION_TEST');
    expect(environment).not.toHaveProperty('HOME');
  });

  test('is changed by the function for itself alone', async () => {
    const { invoke } = await start('export const handler = async () => { process.env.CHANGED = "x"; };');
    await invoke({});
    expect(process.env['CHANGED']).toBeUndefined();
  });
});

describe('a failure', () => {
  test.each([
    ['an error', 'export const handler = async () => { throw new Error("Unauthorized"); };', 'Unauthorized'],
    ['a synchronous error', 'export const handler = () => { throw new TypeError("boom"); };', 'boom'],
    ['something that is no error', 'export const handler = async () => { throw "text"; };', 'text'],
    [
      'a result that is no JSON',
      'export const handler = async () => 1n;',
      'Do not know how to serialize a BigInt',
    ],
    [
      'an exit',
      'export const handler = () => { process.exit(3); };',
      'Runtime exited with error: exit status 3',
    ],
    [
      'a crash outside the handler',
      'export const handler = () => new Promise(() => setImmediate(() => { throw new Error("crash"); }));',
      'crash',
    ],
  ])('is rejected with its message: %s', async (_, source, message) => {
    const { invoke } = await start(source);
    await expect(invoke({})).rejects.toEqual(new FunctionError(message));
  });

  test.each([
    ['that never answers', 'new Promise(() => {})'],
    ['that blocks the thread', '{ for (;;); }'],
  ])('by time-out, of a handler %s, starts afresh afterwards', async (_, hang) => {
    const source = `let n = 0; export const handler = ({ hang }) => { n++; return hang ? (() => ${hang})() : n; };`;
    const { invoke } = await start(source, { timeoutMs: 250 });
    expect(await invoke({})).toBe(1);
    await expect(invoke({ hang: true })).rejects.toThrow('Task timed out after 0.25 seconds');
    expect(await invoke({})).toBe(1);
  });

  test('by time-out leaves the invocations beside it alone', async () => {
    const source = `
      export const handler = ({ ms }) => new Promise((resolve) => ms && setTimeout(resolve, ms, 'done'));`;
    const { invoke } = await start(source, { timeoutMs: 200 });
    const hanging = invoke({});
    const beside = new Promise((resolve) => setTimeout(resolve, 100)).then(() => invoke({ ms: 150 }));
    await expect(hanging).rejects.toThrow('timed out');
    expect(await beside).toBe('done');
  });

  test('by a crash is followed by a fresh start', async () => {
    const { invoke } = await start('export const handler = ({ exit }) => exit ? process.exit(1) : "fresh";');
    await expect(invoke({ exit: true })).rejects.toThrow('Runtime exited');
    expect(await invoke({})).toBe('fresh');
  });

  test.each([
    ['that throws while it is loaded', 'throw new Error("cannot init");', 'cannot init'],
    ['without a handler', 'export const other = 1;', 'no function named handler'],
    ['that does not parse', 'export const', 'Unexpected'],
  ])('to start is rejected: a bundle %s', async (_, source, message) => {
    await expect(start(source)).rejects.toThrow(message);
  });
});

test('a closed function rejects', async () => {
  const { invoke } = await start('export const handler = async () => 1;');
  await started?.close();
  await expect(invoke({})).rejects.toThrow('closed');
});
