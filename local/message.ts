/** The message of whatever was thrown. By shape: an error from another realm is no instance of this one's Error. */
export function messageOf(error: unknown): string {
  const hasMessage = typeof error === 'object' && error !== null && 'message' in error;
  return String(hasMessage ? error.message : error);
}
