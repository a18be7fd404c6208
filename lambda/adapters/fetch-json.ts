import { Fault } from '../domain/fault.ts';

export interface FetchLimits {
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

export type FetchJson = (url: string, limits: FetchLimits) => Promise<unknown>;

/**
 * Gets a JSON document: 200 only, no redirect followed (it could lead from an issuer to anybody), bounded in
 * time and size.
 * @throws Fault `keys.unavailable`, retryable
 */
export const fetchJson: FetchJson = async (url, { signal, maxBytes }) => {
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal,
      headers: { accept: 'application/json' },
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw unavailable(url, `status ${response.status}`);
    }
    return JSON.parse(await readText(response, url, maxBytes));
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw unavailable(url, error instanceof SyntaxError ? 'no JSON' : 'no answer', error);
  }
};

async function readText(response: Response, url: string, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw unavailable(url, `more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function unavailable(url: string, what: string, cause?: unknown): Fault {
  return new Fault('keys.unavailable', `GET ${url}: ${what}.`, { retryable: true, cause });
}
