const MIN_HS256_BYTES = 32;
const MIN_API_KEY_LENGTH = 32;

/** Why a value can't be an HS256 secret, or undefined: too short (RFC 7518 §3.2), or somebody's key in PEM form. */
export function hs256SecretProblem(value: string): string | undefined {
  if (new TextEncoder().encode(value).length < MIN_HS256_BYTES)
    return `shorter than ${MIN_HS256_BYTES} bytes`;
  if (/-----BEGIN [A-Z ]+-----/.test(value)) return 'a key in PEM form';
  return undefined;
}

/** Why a string can't be an internal key, or undefined. */
export function apiKeyProblem(key: string): string | undefined {
  if (key.length < MIN_API_KEY_LENGTH) return `shorter than ${MIN_API_KEY_LENGTH} characters`;
  // A secret may hold a list of keys in JSON; taken for a key, such a list would be one that nobody knows.
  if (/^[{["]/.test(key)) return 'JSON in place of a key';
  // Anything else can't arrive in a header unchanged; a line end at the end is the usual cause.
  return /^[!-~]+$/.test(key) ? undefined : 'not all visible ASCII (is there a line end in it?)';
}
