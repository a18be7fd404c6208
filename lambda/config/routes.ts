import * as v from 'valibot';
import { AUTH_MODES } from '../domain/mode.ts';
import type { RouteRule, RouteSegment } from '../domain/route-rule.ts';
import { isTenantPattern } from '../domain/tenant.ts';

const METHODS = new Set(['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);
const LITERAL = /^[^{}*?\s]+$/;
const PARAMETER = /^\{[\w.:-]+\}$/;
const GREEDY = /^\{[\w.:-]+\+\}$/;
const SYNTAX = 'must be a method and a path of literals, {id} and, at the end, {proxy+}; or $connect.';

const names = v.optional(v.pipe(v.array(v.string()), v.nonEmpty('must not be empty.')));

const ruleSchema = v.strictObject({
  route: v.pipe(
    v.string(),
    v.check((text) => parseRoute(text) !== undefined, SYNTAX),
  ),
  scopes: names,
  roles: names,
  modes: v.optional(v.pipe(v.array(v.picklist(AUTH_MODES)), v.nonEmpty('must not be empty.'))),
  tenants: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.check(isTenantPattern, 'must be a tenant, `acme:*` or `*`.'))),
      v.nonEmpty('must not be empty.'),
    ),
  ),
});

/** `AUTH_ROUTES`: the rules, of which no two may match the very same requests. */
export const routesSchema = v.pipe(
  v.array(ruleSchema),
  v.nonEmpty('must list at least one rule.'),
  v.transform((rules) => rules.flatMap(toRule)),
  v.check(
    (rules) => new Set(rules.map(shape)).size === rules.length,
    'names a route twice; merge its rules.',
  ),
);

type ParsedRule = v.InferOutput<typeof ruleSchema>;

function toRule({ route, scopes, roles, modes, tenants }: ParsedRule): readonly RouteRule[] {
  const parsed = parseRoute(route);
  return parsed === undefined ? [] : [{ route, ...parsed, scopes, roles, modes, tenants }];
}

function parseRoute(text: string): Pick<RouteRule, 'method' | 'segments'> | undefined {
  if (text === '$connect') return { method: text, segments: [] };
  const [method = '', path, ...rest] = text.split(' ');
  if (rest.length > 0 || !METHODS.has(method) || !path?.startsWith('/')) return undefined;
  const segments = path.slice(1).split('/').map(parseSegment);
  // The root is one empty segment; elsewhere an empty one is a slip of the pen.
  if (path === '/') return { method, segments: [{ kind: 'literal', value: '' }] };
  const known = segments.filter((segment) => segment !== undefined);
  if (known.length < segments.length) return undefined;
  if (known.slice(0, -1).some(({ kind }) => kind === 'greedy')) return undefined;
  return { method, segments: known };
}

function parseSegment(text: string): RouteSegment | undefined {
  if (GREEDY.test(text)) return { kind: 'greedy' };
  if (PARAMETER.test(text)) return { kind: 'parameter' };
  return LITERAL.test(text) ? { kind: 'literal', value: text } : undefined;
}

// `{id}` and `{name}` differ in nothing but the name.
function shape({ method, segments }: RouteRule): string {
  const path = segments.map((segment) => (segment.kind === 'literal' ? segment.value : `{${segment.kind}}`));
  return `${method} ${path.join('/')}`;
}
