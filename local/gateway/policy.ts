/** A statement of the policy language subset that a Lambda authorizer's answer may use here. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** `DateLessThan` on `aws:CurrentTime`: the statement applies before this moment only. */
  readonly before?: Date;
}

export type PolicyVerdict = 'allow' | 'explicit-deny' | 'implicit-deny';

const INVOKE = 'execute-api:invoke';

/**
 * Evaluates a policy for invoking `resource` (an execute-api ARN): an explicit Deny wins, no matching Allow
 * is an implicit deny. Source: IAM user guide, "Policy evaluation logic".
 */
export function evaluatePolicy(statements: readonly Statement[], resource: string, now: Date): PolicyVerdict {
  const applying = statements.filter(
    ({ actions, resources, before }) =>
      actions.some((action) => matchesWildcard(action.toLowerCase(), INVOKE)) &&
      resources.some((pattern) => matchesWildcard(pattern, resource)) &&
      (before === undefined || now < before),
  );
  if (applying.some(({ effect }) => effect === 'Deny')) return 'explicit-deny';
  return applying.length > 0 ? 'allow' : 'implicit-deny';
}

/**
 * Whether `pattern` matches all of `text`: `*` stands for any characters, `?` for one, both for `/` as well.
 * On a mismatch it only ever returns to the last `*`, so that no pattern takes more than |pattern| × |text| steps.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let [p, t, star, resume] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (pattern[p] === '?' || pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
