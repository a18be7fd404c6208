import type { IdentitySource } from '../domain/identity-source.ts';

const NOTATION = /^(header|querystring|context|stageVariables)\.([^\s.,]+)$/;

/** Parses `header.Authorization`, `querystring.token`, `context.routeKey` or `stageVariables.x`. */
export function parseIdentitySource(text: string): IdentitySource | undefined {
  const [, kind, name] = NOTATION.exec(text) ?? [];
  if (name === undefined) return undefined;
  if (kind === 'header') return { kind, name: name.toLowerCase() };
  return kind === 'querystring' || kind === 'context' || kind === 'stageVariables'
    ? { kind, name }
    : undefined;
}
