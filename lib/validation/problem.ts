/** One wrong prop: where it is (`oidc[0].audience`), what is wrong with it and what to do. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** A problem in a list where `wrong`, else nothing: lets a check read as a table. */
export function problemIf(wrong: boolean, path: string, message: string): Problem[] {
  return wrong ? [{ path, message }] : [];
}
