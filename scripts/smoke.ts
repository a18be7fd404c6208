import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { type PrintedScenario, readScenarios } from '../local/scenarios.ts';

// Does what the README tells a user to do: `npm start`, paste every printed curl line, Ctrl-C.

const TIME_LIMIT_MS = 120_000;

interface Check {
  readonly passed: boolean;
  readonly line: string;
}

const shell = (command: string) => spawn('bash', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });

async function outputOf(child: ChildProcess): Promise<string> {
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  await once(child, 'close');
  return output;
}

/** Resolves to everything printed up to the line that says it is ready. */
function readiness(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (/^Ready\b/m.test(output)) resolve(output);
    });
    child.once('exit', (code) => reject(new Error(`npm start ended with code ${code}:\n${output}`)));
  });
}

async function tryScenario({ status, cache, why, command }: PrintedScenario): Promise<Check> {
  const response = await outputOf(shell(command));
  const actual = /^HTTP\/\S+ (\d{3})/.exec(response)?.[1] ?? 'none';
  const actualCache = /^x-authorizer-cache: (\w+)/m.exec(response)?.[1];
  const passed = actual === String(status) && (cache === undefined || actualCache === cache);
  return check(passed, `${status} ${cache ?? ''}`, `${actual} ${cache ? (actualCache ?? '') : ''}`, why);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(true));
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
  });
}

/** How many live processes (not zombies, which wait for their parent to ask) a process group has. */
async function processesOf(group: number | undefined): Promise<number> {
  const lines = (await outputOf(shell('ps -A -o pgid=,stat='))).split('\n');
  return lines.filter((line) => new RegExp(`^\\s*${group}\\s+[^Z]`).test(line)).length;
}

function check(passed: boolean, expected: string, actual: string, what: string): Check {
  return { passed, line: `${passed ? '✓' : '✗'}  ${expected.padEnd(10)}${actual.padEnd(10)}${what}` };
}

async function smoke(start: ChildProcess, interrupt: () => void): Promise<Check[]> {
  const output = await readiness(start);
  const scenarios = readScenarios(output);
  const checks: Check[] = [
    check(scenarios.length > 0, 'some', String(scenarios.length), 'curl lines are printed'),
  ];
  // One after the other: a cache hit depends on the miss before it.
  for (const scenario of scenarios) checks.push(await tryScenario(scenario));

  const exit = once(start, 'exit');
  interrupt();
  const [code] = await exit;
  checks.push(check(code === 0, 'exit 0', `exit ${code}`, 'Ctrl-C ends it'));
  const left = await processesOf(start.pid);
  checks.push(check(left === 0, '0', String(left), 'processes left behind'));
  const ports = new Set([...output.matchAll(/127\.0\.0\.1:(\d+)/g)].map(([, port]) => Number(port)));
  for (const port of ports) {
    const free = await isFree(port);
    checks.push(check(free, 'free', free ? 'free' : 'taken', `port ${port} afterwards`));
  }
  return checks;
}

// A process group of its own, signalled as a whole: what a terminal does on Ctrl-C.
const start = spawn('npm', ['start', '--', '--port', '0', '--http-port', '0'], {
  detached: true,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const signalGroup = (signal: NodeJS.Signals): void => {
  if (start.pid !== undefined) process.kill(-start.pid, signal);
};
const timer = setTimeout(() => {
  console.error(`no result within ${TIME_LIMIT_MS / 1000} s`);
  signalGroup('SIGKILL');
  process.exit(1);
}, TIME_LIMIT_MS);

try {
  const checks = await smoke(start, () => signalGroup('SIGINT'));
  const failed = checks.filter(({ passed }) => !passed).length;
  console.log(`   ${'expected'.padEnd(10)}actual\n${checks.map(({ line }) => line).join('\n')}`);
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  clearTimeout(timer);
  if ((await processesOf(start.pid)) > 0) signalGroup('SIGKILL');
}
