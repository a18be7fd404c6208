import type { RequestedRoute } from '../domain/request.ts';
import type { RouteRule, RouteSegment } from '../domain/route-rule.ts';

/**
 * The rule for a route. Segments match whole and to the letter; no rule ever matches by a prefix of the string.
 * Of several rules the most specific one counts. The kinds of API differ in what that is: REST APIs compare
 * segment by segment, HTTP APIs prefer any route without `{proxy+}`. Where the two would not choose the same
 * rule, none does. Nor does one where a path can be read in more than one way.
 */
export function findRule(rules: readonly RouteRule[], route: RequestedRoute): RouteRule | undefined {
  const path = route.path.split('/').slice(1);
  if (path.length > 1 ? path.some(isAmbiguous) : isEncoded(route.path)) return undefined;
  const matching = rules.filter(
    ({ method, segments }) => (method === 'ANY' || method === route.method) && matchesPath(segments, path),
  );
  const bySegments = matching.toSorted(bySpecificity)[0];
  const byGreed = matching.toSorted(
    (a, b) => Number(isGreedy(a.segments)) - Number(isGreedy(b.segments)) || bySpecificity(a, b),
  )[0];
  return bySegments === byGreed ? bySegments : undefined;
}

function isAmbiguous(segment: string): boolean {
  return segment === '' || segment === '.' || segment === '..' || isEncoded(segment);
}

// Encoded slashes, backslashes and controls change what a path is, and encoded letters, digits, `-._~` (RFC 3986
// §2.3) are the same path in another spelling: some gateways and backends decode them and some don't.
function isEncoded(text: string): boolean {
  const encodings = [...text.matchAll(/%([0-9a-f]{2})?/gi)];
  return (
    /[\\;]/.test(text) ||
    encodings.some(([, hex]) => hex === undefined || isUnclear(Number.parseInt(hex, 16)))
  );
}

function isUnclear(code: number): boolean {
  return code < 0x20 || code === 0x7f || /[/\\A-Za-z0-9._~-]/.test(String.fromCodePoint(code));
}

function isGreedy(segments: readonly RouteSegment[]): boolean {
  return segments.at(-1)?.kind === 'greedy';
}

function matchesPath(segments: readonly RouteSegment[], path: readonly string[]): boolean {
  if (isGreedy(segments) ? path.length < segments.length : path.length !== segments.length) return false;
  return segments.every((segment, index) => {
    // Neither kind of variable stands for an empty segment.
    if (segment.kind !== 'literal') return path[index] !== '';
    return segment.value === path[index];
  });
}

const SPECIFICITY = { literal: 0, parameter: 1, greedy: 2 } as const;

function bySpecificity(one: RouteRule, other: RouteRule): number {
  for (const [index, segment] of one.segments.entries()) {
    const against = other.segments[index];
    const difference = SPECIFICITY[segment.kind] - (against ? SPECIFICITY[against.kind] : 0);
    if (difference !== 0) return difference;
  }
  return Number(one.method === 'ANY') - Number(other.method === 'ANY');
}
