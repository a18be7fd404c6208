import * as v from 'valibot';
import { parseStrictJson } from '../domain/json.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a file that was deployed beside the bundle, by its relative path. */
export type ReadBundledFile = (path: string) => string;

/**
 * Reads variables one by one and collects what is wrong with them, so that every mistake is told at once.
 * A problem names the variable, the shape of its value (values may be secrets) and the remedy. An empty
 * variable counts as unset.
 */
export class EnvironmentReader {
  readonly problems: string[] = [];
  private readonly environment: Environment;
  private readonly readBundledFile: ReadBundledFile;

  constructor(environment: Environment, readBundledFile: ReadBundledFile) {
    this.environment = environment;
    this.readBundledFile = readBundledFile;
  }

  problem(variable: string, whatAndRemedy: string): undefined {
    const length = this.text(variable)?.length;
    this.problems.push(
      `${variable} (${length === undefined ? 'unset' : `${length} characters`}): ${whatAndRemedy}`,
    );
  }

  /** The names of all variables that are set. */
  names(): readonly string[] {
    return Object.keys(this.environment).filter((name) => this.text(name) !== undefined);
  }

  text(variable: string): string | undefined {
    return this.environment[variable] || undefined;
  }

  /** Items separated by commas or white space. */
  list(variable: string): readonly string[] | undefined {
    return this.text(variable)
      ?.split(/[\s,]+/)
      .filter((item) => item !== '');
  }

  choice<T extends string>(variable: string, choices: readonly T[]): T | undefined {
    const text = this.text(variable);
    const choice = choices.find((candidate) => candidate === text);
    if (text !== undefined && choice === undefined) {
      this.problem(variable, `must be one of ${choices.join(', ')}.`);
    }
    return choice;
  }

  choices<T extends string>(variable: string, choices: readonly T[]): ReadonlySet<T> | undefined {
    const items = this.list(variable);
    const known = choices.filter((choice) => items?.includes(choice));
    if (items !== undefined && known.length < new Set(items).size) {
      this.problem(variable, `must be a comma-separated list of ${choices.join(', ')}.`);
    }
    return items && new Set(known);
  }

  seconds(variable: string, byDefault: number, [min, max]: readonly [number, number]): number {
    const text = this.text(variable);
    if (text === undefined) return byDefault;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    this.problem(variable, `must be whole seconds from ${min} to ${max}.`);
    return byDefault;
  }

  /** A header's name (RFC 9110 §5.1), in lower case. */
  headerName(variable: string, byDefault: string): string {
    const name = this.text(variable) ?? byDefault;
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) this.problem(variable, 'must be the name of a header.');
    return name.toLowerCase();
  }

  /** A JSON value, or `file:<path>` for a JSON file that was deployed beside the bundle. */
  json<TSchema extends v.GenericSchema>(
    variable: string,
    schema: TSchema,
  ): v.InferOutput<TSchema> | undefined {
    const text = this.text(variable);
    const json = text?.startsWith('file:') ? this.file(variable, text.slice('file:'.length)) : text;
    if (json === undefined) return undefined;
    const value = parseStrictJson(json);
    if (value === undefined) return this.problem(variable, 'must be valid JSON that names no member twice.');
    const parsed = v.safeParse(schema, value, { abortPipeEarly: true });
    if (parsed.success) return parsed.output;
    for (const issue of parsed.issues) {
      this.problem(variable, `${v.getDotPath(issue) ?? 'the value'} ${explain(issue)}`);
    }
    return undefined;
  }

  private file(variable: string, path: string): string | undefined {
    if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(path)) {
      return this.problem(variable, 'must name a file below the bundle by a plain relative path.');
    }
    try {
      return this.readBundledFile(path);
    } catch {
      return this.problem(variable, 'names a file that is not in the bundle; deploy it beside index.mjs.');
    }
  }
}

// valibot's own messages quote the value that they received; those written in a schema end in a full stop.
function explain(issue: v.BaseIssue<unknown>): string {
  if (issue.message.endsWith('.')) return issue.message;
  if (issue.received === 'undefined') return 'is missing.';
  if (issue.expected === 'never') return 'is not a known member; check its spelling.';
  return `must be ${issue.expected ?? 'of another shape'}.`;
}
