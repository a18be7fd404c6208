import type { AuthorizerCache } from '../authorizer-cache.ts';
import type { TenantAuthorizerProps } from '../props.ts';
import { checkCache } from './cache.ts';
import { checkNames } from './headers.ts';
import { checkModes } from './modes.ts';
import { checkIssuers } from './oidc.ts';
import type { Problem } from './problem.ts';
import { checkTimings } from './timings.ts';

/**
 * Checks everything that can be known before anything is made.
 * @param path - the construct's path, for the message
 * @throws Error with every problem at once, each with the prop's path and the remedy
 */
export function validateProps(path: string, props: TenantAuthorizerProps, cache: AuthorizerCache): void {
  throwProblems(path, [
    ...checkModes(props),
    ...(props.oidc ? checkIssuers(props.oidc) : []),
    ...checkNames(props),
    ...checkCache(props, cache),
    ...checkTimings(props),
  ]);
}

function throwProblems(path: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const lines = problems.map((problem) => `\n  - ${problem.path} ${problem.message}`);
  throw new Error(`TenantAuthorizer '${path}' can't be made:${lines.join('')}`);
}
