import { Fault } from '../../lambda/domain/fault.ts';

/** What a call throws, which has to be a fault. */
export function faultOf(run: () => unknown): Fault {
  try {
    run();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('It did not throw.');
}

export async function rejectionOf(promise: Promise<unknown>): Promise<Fault> {
  const outcome = await promise.then(
    () => 'It did not reject.',
    (error: unknown) => error,
  );
  if (outcome instanceof Fault) return outcome;
  throw outcome instanceof Error ? outcome : new Error(String(outcome));
}

/** An object without one of its members. */
export function without(object: object, member: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== member));
}
