import type { JsonObject } from '../domain/credential.ts';

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Parses strict UTF-8 JSON text whose top level is an object and in which no object names a member twice
 * (RFC 7515 §4, RFC 8259 §4: what a duplicate means is up to the parser, so two parsers may disagree on it).
 * Answers undefined for anything else.
 */
export function parseJsonObject(bytes: Uint8Array): JsonObject | undefined {
  try {
    const text = STRICT_UTF8.decode(bytes);
    const value: unknown = JSON.parse(text);
    if (!isObject(value) || hasDuplicateMember(text)) return undefined;
    return withoutPrototype(value);
  } catch {
    // Both the decoder and the parser quote their input in the error: nothing of it may go further.
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same members as data: no lookup in it can reach `Object.prototype`. */
function withoutPrototype(object: Record<string, unknown>): JsonObject {
  const data: Record<string, unknown> = { __proto__: null };
  for (const [name, value] of Object.entries(object)) data[name] = value;
  return data;
}

/** Looks for a member named twice in one object of a text that is known to be valid JSON. */
function hasDuplicateMember(json: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}[\]]/gs)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token.endsWith(':')) {
      const names = open.at(-1);
      // `"a"` and `"\u0061"` are the same name.
      const name: unknown = JSON.parse(token.slice(0, -1));
      if (typeof name !== 'string' || names === undefined || names.has(name)) return true;
      names.add(name);
    }
  }
  return false;
}
