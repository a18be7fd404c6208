import type { RequestedRoute } from '../domain/request.ts';
import type { RouteRule, RouteSegment } from '../domain/route-rule.ts';

/**
 * The rule for a route, the most specific first: segment by segment a literal before `{id}` before
 * `{proxy+}`, then a method by name before `ANY`, as API Gateway itself chooses. Segments match whole and to
 * the letter; no rule ever matches by a prefix of the string.
 */
export function findRule(rules: readonly RouteRule[], route: RequestedRoute): RouteRule | undefined {
  const path = route.path.split('/').slice(1);
  return rules
    .filter((rule) => rule.method === 'ANY' || rule.method === route.method)
    .filter((rule) => matchesPath(rule.segments, path))
    .toSorted(bySpecificity)[0];
}

function matchesPath(segments: readonly RouteSegment[], path: readonly string[]): boolean {
  const greedy = segments.at(-1)?.kind === 'greedy';
  if (greedy ? path.length < segments.length : path.length !== segments.length) return false;
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
