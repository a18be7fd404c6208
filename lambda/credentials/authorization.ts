/** An Authorization header taken apart: `Bearer <token>`, `ApiKey <key>`. */
export interface AuthorizationValue {
  /** In lower case: schemes are case-insensitive (RFC 9110 §11.1). */
  readonly scheme: string;
  readonly value: string;
}

/**
 * Parses a scheme, spaces and one value without white space (RFC 9110 §11.4), or answers undefined. Leading or
 * trailing white space is not part of a field value (RFC 9110 §5.5): a gateway that lets some through is not
 * to be second-guessed.
 */
export function parseAuthorization(field: string): AuthorizationValue | undefined {
  const [, scheme, value] = /^([A-Za-z][A-Za-z0-9-]*) +([^\s]+)$/.exec(field) ?? [];
  return scheme && value ? { scheme: scheme.toLowerCase(), value } : undefined;
}
