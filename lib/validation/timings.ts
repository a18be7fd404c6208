import type { TenantAuthorizerProps } from '../props.ts';
import { durationOf } from './duration.ts';
import { type Problem, problemIf } from './problem.ts';

const DAY = 86_400;
/** Lambda's own limit. */
const MAX_TIMEOUT = 900;

/** The durations and the seconds that each may be: the running authorizer's limits. */
const RANGES = {
  clockTolerance: [0, 60],
  jwksTtl: [10, DAY],
  jwksMaxStale: [10, DAY],
  secretTtl: [10, DAY],
  secretMaxStale: [10, DAY],
  timeout: [1, MAX_TIMEOUT],
} as const;

const NAMES = [
  'clockTolerance',
  'jwksTtl',
  'jwksMaxStale',
  'secretTtl',
  'secretMaxStale',
  'timeout',
] as const;

/** What is wrong with the durations. */
export function checkTimings(props: TenantAuthorizerProps): Problem[] {
  return NAMES.flatMap((name) => {
    const duration = props[name];
    if (duration === undefined) return [];
    const [min, max] = RANGES[name];
    const seconds = durationOf(duration);
    const inRange = seconds !== undefined && seconds >= min && seconds <= max;
    return problemIf(!inRange, name, `must be whole seconds from ${min} to ${max}, known at synth.`);
  });
}
