import { parseArgs } from 'node:util';

export interface Ports {
  readonly rest: number;
  readonly http: number;
}

/**
 * The ports from `--port` and `--http-port`, else from `PORT` and `HTTP_PORT`, else 3000 and 3001; 0 takes a
 * free one. Throws an Error that says what is wrong.
 */
export function parsePorts(args: readonly string[], env: NodeJS.ProcessEnv): Ports {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: 'string' }, 'http-port': { type: 'string' } },
  });
  return {
    rest: parsePort('--port', values.port ?? (env['PORT'] || '3000')),
    http: parsePort('--http-port', values['http-port'] ?? (env['HTTP_PORT'] || '3001')),
  };
}

function parsePort(option: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new Error(`${option}: not a port number: ${text}`);
  return port;
}
