import type { DenialCode } from '../lambda/domain/denial.ts';
import { applyOverrides } from '../lambda/tenancy/overrides.ts';
import { type AuthorizerContext, readAuthorizerContext } from './authorizer-context.ts';
import { headerValues } from './headers.ts';

export type { AuthMode } from '../lambda/domain/mode.ts';

/** Whose data a request may touch, and who asks. */
export interface TenantContext extends Omit<AuthorizerContext, 'overridesLeftToBackend'> {}

export interface ReadOptions {
  /** The time now, in epoch milliseconds. @default Date.now */
  readonly now?: () => number;
  /** As configured for the authorizer. @default 5 */
  readonly clockToleranceSeconds?: number;
  /** As configured for the authorizer. @default 'X-Tenant-ID' */
  readonly tenantHeader?: string;
  /** As configured for the authorizer. @default 'X-Username' */
  readonly usernameHeader?: string;
}

/** Why there is no tenant to work for. Answer with `status`; nothing of the request is in the message. */
export class TenantContextError extends Error {
  override readonly name = 'TenantContextError';
  readonly code: 'context.missing' | 'context.expired' | DenialCode;
  readonly status: 401 | 403 | 500;

  constructor(code: TenantContextError['code'], status: TenantContextError['status']) {
    super(`No tenant context: ${code}.`);
    this.code = code;
    this.status = status;
  }
}

/**
 * Reads the tenant context from the event of a backend function behind the authorizer, on a REST, HTTP (format
 * 1.0 and 2.0) or WebSocket API. Where the authorizer could not see the override headers (the gateway's cache
 * is keyed without them), they are applied here, by the very same rule.
 * @throws TenantContextError `context.missing` (500) where no authorizer has put one, `context.expired` (401)
 * where the credential has ended though the gateway's cache still serves its answer, or the code of the denial
 * that the override headers meet (403; 401 for a repeated header that differs)
 */
export function readTenantContext(event: unknown, options: ReadOptions = {}): TenantContext {
  const { now = Date.now, clockToleranceSeconds = 5 } = options;
  const read = readAuthorizerContext(event);
  if (read === undefined) throw new TenantContextError('context.missing', 500);
  const { overridesLeftToBackend, ...context } = read;
  if (context.expiresAt !== undefined && now() / 1000 >= context.expiresAt + clockToleranceSeconds) {
    throw new TenantContextError('context.expired', 401);
  }
  if (!overridesLeftToBackend) return context;

  const { tenantHeader = 'X-Tenant-ID', usernameHeader = 'X-Username' } = options;
  const [tenant, ...otherTenants] = headerValues(event, tenantHeader);
  const [username, ...otherUsernames] = headerValues(event, usernameHeader);
  if (otherTenants.length + otherUsernames.length > 0) {
    throw new TenantContextError('credential.ambiguous', 401);
  }
  const scope = applyOverrides(context, { tenant, username }, { ...context, mode: context.authMode });
  if ('denied' in scope) throw new TenantContextError(scope.code, 403);
  return { ...context, ...scope };
}
