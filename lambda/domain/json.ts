/** A JSON object without a prototype: `__proto__` or `constructor` in it are ordinary members. */
export interface JsonObject {
  readonly [member: string]: unknown;
}

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Parses JSON text in which no object names a member twice (RFC 8259 §4: what a duplicate means is up to the
 * parser, so two readers may disagree on it). Answers undefined for anything else: a parser's error quotes
 * its input, which may be a secret.
 */
export function parseStrictJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return hasDuplicateMember(text) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Parses strict UTF-8 JSON text whose top level is an object (RFC 7515 §4), or answers undefined. */
export function parseJsonObject(bytes: Uint8Array): JsonObject | undefined {
  const text = decodeUtf8(bytes);
  const value = text === undefined ? undefined : parseStrictJson(text);
  return isObject(value) ? withoutPrototype(value) : undefined;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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
