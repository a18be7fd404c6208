const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a URL is https, or http to this very machine (local development), and names no user. */
export function isSecureUrl(value: string): boolean {
  // As it will be compared and fetched: nothing that parsing a URL would drop or move.
  if (!/^https?:\/\/[^\s@\\]+$/.test(value) || !URL.canParse(value)) return false;
  const { protocol } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackUrl(value));
}

/** Whether a URL leads to this very machine. */
export function isLoopbackUrl(value: string): boolean {
  return URL.canParse(value) && LOOPBACK_HOSTS.has(new URL(value).hostname);
}

/** Whether a value can be an issuer: a secure URL without query and fragment (OpenID Connect Core §1.2). */
export function isIssuerUrl(value: string): boolean {
  return isSecureUrl(value) && !/[?#]/.test(value);
}
