import http10 from '../fixtures/events/http-1.0.json';
import http20 from '../fixtures/events/http-2.0.json';
import restRequest from '../fixtures/events/rest-request.json';
import restToken from '../fixtures/events/rest-token.json';
import websocket from '../fixtures/events/websocket.json';

/** Header names as a client writes them; a list stands for a header that is sent more than once. */
export type Headers = Readonly<Record<string, string | readonly string[]>>;

/** Complete events of the kinds that carry headers, each with the given headers added. */
export const REQUEST_EVENTS = {
  'rest-request': (headers: Headers) => ({ ...restRequest, ...repeatable(restRequest.headers, headers) }),
  'http-1.0': (headers: Headers) => ({ ...http10, ...repeatable(http10.headers, headers) }),
  'http-2.0': (headers: Headers) => ({ ...http20, headers: { ...http20.headers, ...joined(headers) } }),
  websocket: (headers: Headers) => ({ ...websocket, ...repeatable(websocket.headers, headers) }),
} as const;

export type RequestKind = keyof typeof REQUEST_EVENTS;

export const REQUEST_KINDS: readonly RequestKind[] = ['rest-request', 'http-1.0', 'http-2.0', 'websocket'];

export function tokenEvent(authorizationToken: string): typeof restToken {
  return { ...restToken, authorizationToken };
}

function repeatable(base: Readonly<Record<string, string>>, headers: Headers) {
  const all: Headers = { ...base, ...headers };
  const entries = Object.entries(all).map(([name, value]) => [name, [value].flat()] as const);
  return {
    headers: Object.fromEntries(entries.map(([name, values]) => [name, values.at(-1) ?? ''])),
    multiValueHeaders: Object.fromEntries(entries.map(([name, values]) => [name, [...values]])),
  };
}

function joined(headers: Headers): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    [value].flat().join(','),
  ]);
  return Object.fromEntries(entries);
}
