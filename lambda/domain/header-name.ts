/** A header's name, for comparing: case-insensitive in ASCII alone, for the Kelvin sign is no `k` in a header. */
export function foldHeaderName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
