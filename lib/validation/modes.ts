import type { TenantAuthorizerProps } from '../props.ts';
import { type Problem, problemIf } from './problem.ts';

const DEVELOPMENT_MODES = ['trusted', 'singleTenant'] as const;

/** What is wrong with the choice of ways to authenticate. */
export function checkModes(props: TenantAuthorizerProps): Problem[] {
  const { oidc, hs256, internalKey, trusted, singleTenant } = props;
  const others = { oidc, hs256, internalKey, trusted };
  const beside = Object.entries(others).flatMap(([name, prop]) => (prop ? [name] : []));
  return [
    ...problemIf(
      beside.length === 0 && !singleTenant,
      'props',
      'name no way to authenticate, so nobody could be let in; give oidc, hs256 or internalKey.',
    ),
    ...DEVELOPMENT_MODES.flatMap((mode) =>
      problemIf(
        props[mode] !== undefined && !isDevelopmentOnly(props[mode]),
        mode,
        'authenticates nobody; say `{ developmentOnly: true }` if that is meant, and never in production.',
      ),
    ),
    ...problemIf(
      singleTenant !== undefined && beside.length > 0,
      'singleTenant',
      `lets everybody in, so ${beside.join(', ')} would have no effect; keep one or the other.`,
    ),
  ];
}

/** Callers without TypeScript can pass anything. */
function isDevelopmentOnly(mode: unknown): boolean {
  return (
    typeof mode === 'object' && mode !== null && 'developmentOnly' in mode && mode.developmentOnly === true
  );
}
