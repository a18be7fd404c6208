/** Credentials that the tests' authorizers know. */
export const API_KEY = 'internal-key-0123456789-0123456789-abc';
export const HS256_SECRET = 'an HS256 secret of more than 32 bytes';
