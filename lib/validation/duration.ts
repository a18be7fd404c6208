import type { Duration } from 'aws-cdk-lib';

/** The whole seconds of `duration`; undefined if it is a fraction or known only at deployment. */
export function durationOf(duration: Duration): number | undefined {
  if (duration.isUnresolved()) return undefined;
  const seconds = duration.toSeconds({ integral: false });
  return Number.isInteger(seconds) ? seconds : undefined;
}
