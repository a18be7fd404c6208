import { AUTH_MODES, type AuthMode } from '../lambda/domain/mode.ts';

/** The authorizer's context, typed again after its way through the gateway as strings. */
export interface AuthorizerContext {
  readonly tenantId: string;
  /** The tenants that may be read, or `*` for all. */
  readonly allowedTenants: readonly string[] | '*';
  readonly username: string | undefined;
  readonly authMode: AuthMode;
  readonly principalId: string;
  readonly subject: string | undefined;
  readonly issuer: string | undefined;
  readonly scopes: readonly string[];
  readonly keyId: string | undefined;
  /** The principal behind an override that changed tenant or user. */
  readonly actor: string | undefined;
  /** Epoch seconds. */
  readonly expiresAt: number | undefined;
  readonly decisionId: string;
  readonly overridesLeftToBackend: boolean;
}

/**
 * Finds the context in a backend's event: below `requestContext.authorizer.lambda` in format 2.0, below
 * `requestContext.authorizer` elsewhere. Answers undefined for what this authorizer can't have written.
 */
export function readAuthorizerContext(event: unknown): AuthorizerContext | undefined {
  const authorizer = member(member(event, 'requestContext'), 'authorizer');
  const context = member(authorizer, 'lambda') ?? authorizer;
  const text = (name: string): string | undefined => {
    const value = member(context, name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const tenantId = text('tenantId');
  const allowedTenants = text('allowedTenants');
  const authMode = AUTH_MODES.find((mode) => mode === text('authMode'));
  const principalId = text('principalId');
  const decisionId = text('decisionId');
  const expiresAt = text('expiresAt');
  if (!tenantId || !allowedTenants || !authMode || !principalId || !decisionId) return undefined;
  // An end that can't be read is no end that could be trusted.
  if (expiresAt !== undefined && !/^\d{1,12}$/.test(expiresAt)) return undefined;
  return {
    tenantId,
    allowedTenants: allowedTenants === '*' ? '*' : allowedTenants.split(','),
    username: text('username'),
    authMode,
    principalId,
    subject: text('subject'),
    issuer: text('issuer'),
    scopes: text('scope')?.split(' ') ?? [],
    keyId: text('keyId'),
    actor: text('actor'),
    expiresAt: expiresAt === undefined ? undefined : Number(expiresAt),
    decisionId,
    overridesLeftToBackend: text('overrides') === 'backend',
  };
}

/** An own member of what may or may not be an object. */
export function member(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null) return undefined;
  return Object.getOwnPropertyDescriptor(object, name)?.value;
}
