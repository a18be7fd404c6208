import { foldHeaderName } from '../lambda/domain/header-name.ts';
import { member } from './authorizer-context.ts';

/** The distinct values of a header in a backend's event, whatever the case of its name and however often sent. */
export function headerValues(event: unknown, header: string): readonly string[] {
  const values = ['multiValueHeaders', 'headers'].flatMap((map) => valuesIn(member(event, map), header));
  return [...new Set(values)];
}

function valuesIn(headers: unknown, header: string): readonly string[] {
  if (typeof headers !== 'object' || headers === null) return [];
  return Object.entries(headers)
    .filter(([name]) => foldHeaderName(name) === foldHeaderName(header))
    .flatMap(([, value]: [string, unknown]) => (Array.isArray(value) ? value : [value]))
    .map(String);
}
