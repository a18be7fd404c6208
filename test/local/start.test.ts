import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { close, listen, urlOf } from '../../local/listen.ts';

test.each(['--port', '--http-port'])(
  'a busy port, by %s, ends the start with one line and code 1',
  async (flag) => {
    const holder = await listen(createServer());
    const port = new URL(urlOf(holder)).port;
    const free = flag === '--port' ? '--http-port' : '--port';
    const start = spawn(process.execPath, ['--import', 'tsx', 'local/start.ts', flag, port, free, '0'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const code = new Promise((resolve) => start.once('exit', resolve));
    const [stdout, stderr] = await Promise.all([text(start.stdout), text(start.stderr)]);
    await close(holder);

    expect(await code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      new RegExp(`^Port ${port} is taken\\. Stop what holds it, or choose others: .*${flag} .*\n$`),
    );
  },
);
