/** Prints a measured figure on a line of its own, for `npm run test:faults` and the log of CI. */
export function figure(name: string, values: Readonly<Record<string, unknown>>): void {
  const shown = Object.entries(values).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  process.stdout.write(`figure: ${name}: ${shown.join(', ')}\n`);
}
