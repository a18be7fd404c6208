import { Fault } from '../domain/fault.ts';
import { hs256SecretProblem } from '../domain/strength.ts';

/**
 * The accepted versions of the secret, as raw bytes. A version that is unfit is left out.
 * @throws Fault `secret.malformed` when none is left
 */
export function parseHs256Secret(versions: readonly string[]): readonly Buffer[] {
  const problems = versions.map(hs256SecretProblem);
  const fit = versions.filter((_, index) => problems[index] === undefined);
  if (fit.length === 0) {
    throw new Fault('secret.malformed', `The HS256 secret is ${problems[0] ?? 'missing'}.`);
  }
  return fit.map((value) => Buffer.from(value, 'utf8'));
}
