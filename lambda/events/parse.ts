import * as v from 'valibot';
import { type ExecuteApiArn, parseExecuteApiArn } from '../domain/arn.ts';
import { Fault } from '../domain/fault.ts';
import type { RequestedRoute } from '../domain/request.ts';

/** Parses an event of a known kind, or faults naming the members (never the values) that are wrong. */
export function parseAs<TSchema extends v.GenericSchema>(
  kind: string,
  schema: TSchema,
  event: unknown,
): v.InferOutput<TSchema> {
  const parsed = v.safeParse(schema, event);
  if (parsed.success) return parsed.output;
  // A path below a map would quote names that the client chose.
  const members = new Set(parsed.issues.map((issue) => v.getDotPath(issue)?.split('.')[0] ?? '(event)'));
  throw new Fault('event.malformed', `The ${kind} event is malformed: ${[...members].join(', ')}.`);
}

export const arnSchema = v.pipe(
  v.string(),
  v.transform((value) => parseExecuteApiArn(value)),
  v.check((arn) => arn !== undefined),
  v.transform((arn): ExecuteApiArn => {
    if (arn === undefined) throw new Fault('event.malformed', 'The event has no execute-api ARN.');
    return arn;
  }),
);

export const requestContextSchema = v.object({ requestId: v.nullish(v.string()) });

/** `GET/pets/1` → GET, `/pets/1`. The ARN is the one place where every kind of event names its route. */
export function routeOf(arn: ExecuteApiArn): RequestedRoute {
  const slash = arn.resource.indexOf('/');
  return slash < 0
    ? { method: arn.resource, path: '' }
    : { method: arn.resource.slice(0, slash), path: arn.resource.slice(slash) };
}
