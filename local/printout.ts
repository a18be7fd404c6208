import { formatScenario, type ScenarioGroup } from './scenarios.ts';

const coloured = process.stdout.isTTY && !process.env['NO_COLOR'];
const bold = (text: string): string => (coloured ? `\u001b[1m${text}\u001b[0m` : text);
const dim = (text: string): string => (coloured ? `\u001b[2m${text}\u001b[0m` : text);

/** Does a part of the start-up and says how long it took. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  const took = `${Math.round(performance.now() - startedAt)} ms`;
  console.log(`✓ ${name.padEnd(22)}${dim(took.padStart(8))}`);
  return result;
}

export function printHeading(title: string): void {
  console.log(`\n${bold(title)}`);
}

export interface Settings {
  readonly restUrl: string;
  readonly httpUrl: string;
  /** The authorizer's configuration; none of it is secret. */
  readonly variables: Readonly<Record<string, string>>;
}

export function printSettings({ restUrl, httpUrl, variables }: Settings): void {
  printHeading('tenant-authorizer, on this machine');
  printTable({
    'REST API': restUrl,
    'HTTP API': httpUrl,
    '/health': 'open',
    '/echo': 'not cached; tenant and user may be overridden by header',
    '/cached/orders': 'cached for 300 s by Authorization (AUTH_IDENTITY_SOURCES=header.Authorization)',
  });
  printHeading('How the authorizer is configured (all variables: README.md)');
  printTable(variables);
}

export function printScenarios(groups: readonly ScenarioGroup[]): void {
  for (const { title, scenarios } of groups) {
    printHeading(title);
    for (const scenario of scenarios) {
      const [comment = '', command = ''] = formatScenario(scenario);
      console.log(`${dim(comment)}\n${command}`);
    }
  }
}

function printTable(rows: Readonly<Record<string, string>>): void {
  const width = Math.max(...Object.keys(rows).map((name) => name.length));
  for (const [name, value] of Object.entries(rows)) console.log(`  ${name.padEnd(width + 2)}${value}`);
}
