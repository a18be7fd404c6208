/** The asymmetric signature algorithms that are verified (RFC 7518 §3.1, RFC 8037 §3.1). */
export const ASYMMETRIC_ALGORITHMS = [
  ...(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const),
  ...(['ES256', 'ES384', 'ES512', 'EdDSA'] as const),
] as const;
