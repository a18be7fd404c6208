/**
 * Every reason to turn a request away, with what it means to the gateway: `unauthenticated` is answered
 * 401, `forbidden` 403. Codes are part of the interface: logs, alarms and runbooks depend on them.
 */
export const DENIALS = {
  'credential.missing': 'unauthenticated',
  'credential.ambiguous': 'unauthenticated',
  'credential.malformed': 'unauthenticated',
  'credential.unsupported': 'unauthenticated',
  'token.too_large': 'unauthenticated',
  'token.malformed': 'unauthenticated',
  'token.critical_header': 'unauthenticated',
  'token.algorithm': 'unauthenticated',
  'token.type': 'unauthenticated',
  'token.issuer': 'unauthenticated',
  'token.key_unknown': 'unauthenticated',
  'token.signature': 'unauthenticated',
  'token.claims': 'unauthenticated',
  'token.expired': 'unauthenticated',
  'token.not_yet_valid': 'unauthenticated',
  'token.audience': 'unauthenticated',
  'token.tenant': 'unauthenticated',
  'token.username': 'unauthenticated',
  'api_key.unknown': 'unauthenticated',
  'api_key.expired': 'unauthenticated',
  'tenant.not_of_issuer': 'forbidden',
  'tenant.required': 'forbidden',
  'tenant.malformed': 'forbidden',
  'tenant.out_of_scope': 'forbidden',
  'tenant.too_deep': 'forbidden',
  'username.malformed': 'forbidden',
  'username.not_allowed': 'forbidden',
  'route.unknown': 'forbidden',
  'route.mode': 'forbidden',
  'route.tenant': 'forbidden',
  'route.scope': 'forbidden',
  'route.role': 'forbidden',
} as const;

export type DenialCode = keyof typeof DENIALS;

/** A refusal. A value, not an exception: refusing is what an authorizer is for. */
export interface Denial {
  readonly denied: true;
  readonly outcome: 'unauthenticated' | 'forbidden';
  readonly code: DenialCode;
}

export function deny(code: DenialCode): Denial {
  return { denied: true, outcome: DENIALS[code], code };
}

export function isDenial(value: object | undefined): value is Denial {
  return value !== undefined && 'denied' in value;
}
