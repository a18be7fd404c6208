import * as v from 'valibot';
import { foldHeaderName } from '../domain/header-name.ts';
import type { Fields } from '../domain/request.ts';

const singleValued = v.nullish(v.record(v.string(), v.string()), {});
const multiValued = v.nullish(v.record(v.string(), v.array(v.string())), {});

/** Event maps that every kind of request event has; the gateway leaves them out or sends null when empty. */
export const fieldSchemas = {
  headers: singleValued,
  multiValueHeaders: multiValued,
  queryStringParameters: singleValued,
  multiValueQueryStringParameters: multiValued,
};

interface EventFields {
  readonly headers: Record<string, string>;
  readonly multiValueHeaders: Record<string, string[]>;
  readonly queryStringParameters: Record<string, string>;
  readonly multiValueQueryStringParameters: Record<string, string[]>;
}

/** Header names in lower case: HTTP APIs send them so, REST APIs as the client wrote them, SAM in title case. */
export function readHeaders(event: EventFields): Fields {
  return collect(event.headers, event.multiValueHeaders, foldHeaderName);
}

/** Names of query parameters are case-sensitive. */
export function readQuery(event: EventFields): Fields {
  return collect(event.queryStringParameters, event.multiValueQueryStringParameters, (name) => name);
}

// `headers` keeps only the last value of a repeated header and `multiValueHeaders` shows them all; names that
// differ in case are the same header. Every distinct value is kept, so that a later stage can see a
// contradiction instead of picking a side of it.
function collect(
  single: Record<string, string>,
  multiple: Record<string, string[]>,
  fold: (name: string) => string,
): Fields {
  const fields = new Map<string, string[]>();
  const add = (name: string, value: string): void => {
    const values = fields.get(fold(name)) ?? [];
    if (!values.includes(value)) values.push(value);
    fields.set(fold(name), values);
  };
  for (const [name, values] of Object.entries(multiple)) for (const value of values) add(name, value);
  for (const [name, value] of Object.entries(single)) {
    // A payload of format 1.0 may join the repeated values instead of keeping the last.
    if (value !== fields.get(fold(name))?.join(',')) add(name, value);
  }
  return fields;
}
