import type { Answer } from './answer.ts';
import { REQUEST_EVENTS } from './events.ts';
import type { FakeWorld } from './world.ts';

/** Sends a bearer token, and headers beside it, to a REST API. */
export function present(
  world: FakeWorld,
  token: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return world.ask(REQUEST_EVENTS['rest-request']({ Authorization: `Bearer ${token}`, ...headers }));
}

/** The first two parts of a token, and its signature in bytes. */
export function partsOf(token: string): { readonly input: string; readonly signature: Buffer } {
  const dot = token.lastIndexOf('.');
  return { input: token.slice(0, dot), signature: Buffer.from(token.slice(dot + 1), 'base64url') };
}

export function withSignature(token: string, signature: Uint8Array): string {
  return `${partsOf(token).input}.${Buffer.from(signature).toString('base64url')}`;
}
