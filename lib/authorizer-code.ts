import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileSystem, Stack, Token } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { VARIABLES } from '../lambda/config/variables.ts';

/**
 * Lambda allows an environment of 4 KB as JSON. 512 bytes are left for what is not known at synth (an ARN's
 * length) and for variables that others add.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const ENVIRONMENT_BUDGET = 4096 - 512;

/** The variables whose values are JSON, and the file that each moves to when the environment gets too big. */
const FILES: Readonly<Record<string, string>> = { [VARIABLES.issuers]: 'issuers.json' };

export interface CodeAndEnvironment {
  readonly code: Code;
  readonly environment: Record<string, string>;
}

/**
 * The function's code and environment. A configuration too big for the environment is put into files beside
 * the bundle, and its variables say `file:<name>`.
 * @throws Error if it is too big and holds values known only at deployment, which can't be in a file
 */
export function codeAndEnvironment(
  scope: Construct,
  bundle: string,
  environment: Record<string, string>,
): CodeAndEnvironment {
  const size = (variables: Record<string, string>) => bytesOf(Stack.of(scope).resolve(variables));
  if (size(environment) <= ENVIRONMENT_BUDGET) return { code: Code.fromAsset(bundle), environment };

  const asset = FileSystem.mkdtemp('tenant-authorizer-');
  cpSync(bundle, asset, { recursive: true });
  const moved = { ...environment };
  for (const [variable, file] of Object.entries(FILES)) {
    const value = environment[variable];
    if (value === undefined) continue;
    if (Token.isUnresolved(value)) throw new Error(unresolvedMessage(variable));
    writeFileSync(join(asset, file), value);
    moved[variable] = `file:${file}`;
  }
  if (size(moved) > ENVIRONMENT_BUDGET) throw new Error(tooBigMessage(size(moved)));
  return { code: Code.fromAsset(asset), environment: moved };
}

/** With a reference in place of a value known only at deployment: an estimate then, and about right. */
function bytesOf(environment: unknown): number {
  return Buffer.byteLength(JSON.stringify(environment));
}

function unresolvedMessage(variable: string): string {
  return (
    `The configuration is over Lambda's 4 KB for environment variables, and ${variable} can't move to a file: ` +
    'it holds values known only at deployment (tokens). Give those as plain strings, or configure fewer issuers.'
  );
}

function tooBigMessage(bytes: number): string {
  return (
    `The configuration takes ${bytes} bytes of environment variables even with its JSON values in files; ` +
    `at most ${ENVIRONMENT_BUDGET} fit. Shorten header, claim and tenant names.`
  );
}
