import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fetchJson } from '../../../lambda/adapters/fetch-json.ts';
import { rejectionOf } from '../../support/faults.ts';
import { Loopback } from '../../support/loopback.ts';
import { pending } from '../../support/source.ts';

const server = new Loopback();
beforeAll(() => server.start());
afterAll(() => server.stop());

const CANARY = 'canary-of-the-answer';
const get = (signal = new AbortController().signal, maxBytes = 1024) =>
  fetchJson(`${server.url}/keys`, { signal, maxBytes });

const answerWith = (status: number, body: string | Buffer, headers: Record<string, string> = {}): void =>
  server.answers((_request, response) => void response.writeHead(status, headers).end(body));

describe('a JSON document', () => {
  test('is fetched', async () => {
    answerWith(200, '{"keys":[1,"ä"]}');
    expect(await get()).toEqual({ keys: [1, 'ä'] });
  });

  test('is asked for by its type', async () => {
    const { promise, resolve } = pending<string | undefined>();
    server.answers((request, response) => {
      resolve(request.headers.accept);
      response.end('{}');
    });
    await get();
    expect(await promise).toBe('application/json');
  });

  test('may be as large as the limit', async () => {
    answerWith(200, `"${'a'.repeat(1022)}"`);
    expect(await get()).toHaveLength(1022);
  });

  test('may come in pieces', async () => {
    server.answers((_request, response) => {
      response.write('{"a"');
      response.write(':1');
      response.end('}');
    });
    expect(await get()).toEqual({ a: 1 });
  });
});

describe('a fault, which may be tried again, is', () => {
  test.each([201, 204, 206, 301, 400, 401, 403, 404, 429, 500, 502, 503, 504])(
    'status %d',
    async (status) => {
      answerWith(status, status === 204 ? '' : `{"${CANARY}":1}`);
      const fault = await rejectionOf(get());
      expect([fault.code, fault.retryable]).toEqual(['keys.unavailable', true]);
      expect(fault.message).not.toContain(CANARY);
    },
  );

  test.each([301, 302, 303, 307, 308])('a redirect with %d, which is not followed', async (status) => {
    server.answers((request, response) => {
      if (request.url === '/elsewhere') response.end('{"keys":[]}');
      else response.writeHead(status, { location: '/elsewhere' }).end();
    });
    expect((await rejectionOf(get())).code).toBe('keys.unavailable');
    expect(server.requests).toEqual(['/keys']);
  });

  test.each([
    ['no JSON', CANARY],
    ['HTML', `<html>${CANARY}</html>`],
    ['JSON cut short', `{"${CANARY}":`],
    ['nothing', ''],
  ])('a body that is %s', async (_name, body) => {
    answerWith(200, body);
    const fault = await rejectionOf(get());
    expect([fault.code, fault.retryable]).toEqual(['keys.unavailable', true]);
    expect(fault.message).toContain('no JSON');
    expect(fault.message).not.toContain(CANARY);
  });

  test('a body that is larger than the limit', async () => {
    answerWith(200, `"${'a'.repeat(1023)}"`);
    const fault = await rejectionOf(get());
    expect([fault.code, fault.message]).toEqual([
      'keys.unavailable',
      expect.stringContaining('more than 1024 bytes'),
    ]);
  });

  test('a body that is small on the wire and large unpacked', async () => {
    answerWith(200, gzipSync(`"${'a'.repeat(1_000_000)}"`), { 'content-encoding': 'gzip' });
    expect((await rejectionOf(get())).message).toContain('more than 1024 bytes');
  });

  test('a body without end, of which no more than the limit is read', async () => {
    const { promise: closed, resolve } = pending<void>();
    server.answers((_request, response) => {
      response.on('close', resolve);
      flood(response);
    });
    expect((await rejectionOf(get())).message).toContain('more than 1024 bytes');
    await expect(closed).resolves.toBeUndefined();
  });

  test('a body that ends before its length', async () => {
    server.answers((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"keys":[]}', () => response.destroy());
    });
    expect(await rejectionOf(get())).toMatchObject({ code: 'keys.unavailable', retryable: true });
  });

  test('an answer that never begins, when the time is over', async () => {
    const time = new AbortController();
    server.answers(() => time.abort());
    expect(await rejectionOf(get(time.signal))).toMatchObject({ code: 'keys.unavailable', retryable: true });
  });

  test('an answer that never ends, when the time is over', async () => {
    const time = new AbortController();
    server.answers((_request, response) => {
      response.write('{"keys":', () => time.abort());
    });
    expect(await rejectionOf(get(time.signal))).toMatchObject({ code: 'keys.unavailable', retryable: true });
  });

  test('time that is over before it began, for which nobody is asked', async () => {
    answerWith(200, '{}');
    expect((await rejectionOf(get(AbortSignal.abort()))).code).toBe('keys.unavailable');
    expect(server.requests).toEqual([]);
  });

  test('a port that nobody listens on', async () => {
    const gone = new Loopback();
    await gone.start();
    const { url } = gone;
    await gone.stop();
    const fault = await rejectionOf(fetchJson(url, { signal: new AbortController().signal, maxBytes: 10 }));
    expect([fault.code, fault.retryable]).toEqual(['keys.unavailable', true]);
  });
});

/** Writes for as long as somebody reads. */
function flood(response: ServerResponse): void {
  response.write('[0,'.repeat(1000), (error) => {
    if (!error && !response.destroyed) flood(response);
  });
}
