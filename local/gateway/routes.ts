/** A route in API Gateway's syntax: `GET /orders/{id}`, `ANY /files/{proxy+}`. */
export interface Route {
  readonly key: string;
  /** An HTTP method or `ANY`. */
  readonly method: string;
  readonly path: string;
}

export interface RouteMatch<R extends Route> {
  readonly route: R;
  /** Path parameters, still percent-encoded; a greedy one (`{proxy+}`) may hold slashes. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Reads `METHOD /path`. Throws on any other form: a route table is written by a developer. */
export function parseRoute(key: string): Route {
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(key) ?? [];
  if (!method || !path) throw new Error(`not a route such as "GET /orders/{id}": ${key}`);
  return { key, method, path };
}

/**
 * The most specific route for a method and a path: literal segments before `{id}` before `{proxy+}`, a named
 * method before `ANY`. Source: API Gateway, "Routing API requests".
 */
export function matchRoute<R extends Route>(
  routes: readonly R[],
  method: string,
  path: string,
): RouteMatch<R> | undefined {
  return routes
    .filter((route) => route.method === method || route.method === 'ANY')
    .flatMap((route) => {
      const parameters = matchPath(route.path, path);
      return parameters ? [{ route, parameters }] : [];
    })
    .toSorted((a, b) => (rankOf(a.route) < rankOf(b.route) ? -1 : 1))[0];
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const segments = path.split('/').slice(1);
  const parameters: Record<string, string> = {};
  for (const [index, expected] of template.split('/').slice(1).entries()) {
    const actual = segments[index] ?? '';
    const [, name, greedy] = /^\{([^+}]+)(\+?)\}$/.exec(expected) ?? [];
    if (name && actual === '') return undefined;
    if (name && greedy) return { ...parameters, [name]: segments.slice(index).join('/') };
    if (name) parameters[name] = actual;
    else if (actual !== expected) return undefined;
  }
  return segments.length === template.split('/').length - 1 ? parameters : undefined;
}

// Compared as text, segment by segment: 0 literal, 1 parameter, 2 greedy; the method decides last.
function rankOf({ method, path }: Route): string {
  const segments = path
    .split('/')
    .map((segment) => (segment.endsWith('+}') ? 2 : segment.startsWith('{') ? 1 : 0));
  return `${segments.join('')}${method === 'ANY' ? 1 : 0}`;
}
