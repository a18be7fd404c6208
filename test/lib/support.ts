import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { type OidcIssuer, TenantAuthorizer, type TenantAuthorizerProps } from '../../lib/index.ts';

export const ISSUER: OidcIssuer = {
  issuer: 'https://idp.example.com/',
  audience: ['https://api.example.com'],
};

export const SECRET_ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shared-AbCdEf';

/** What the CDK's CLI sets, by `assetMetadata` and `pathMetadata` of cdk.json. */
export const CLI_CONTEXT = {
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:enable-path-metadata': true,
};

/** A stand-in for the built bundle: these tests are about what is deployed around it. */
function standInBundle(): string {
  const bundle = join(mkdtempSync(join(tmpdir(), 'stand-in-')), 'authorizer');
  mkdirSync(bundle);
  writeFileSync(join(bundle, 'index.mjs'), 'export const handler = async () => ({ isAuthorized: false });\n');
  return bundle;
}

export const BUNDLE = standInBundle();

/** A stack of the given context with nothing in it. */
export function newStack(context: Record<string, unknown> = {}): Stack {
  return new Stack(new App({ context }), 'Test');
}

export function importedSecret(stack: Stack, id = 'Shared') {
  return Secret.fromSecretCompleteArn(stack, id, SECRET_ARN);
}

/** An authorizer in `stack`, of an issuer unless `props` say how to authenticate. */
export function newAuthorizer(
  stack: Stack,
  props: TenantAuthorizerProps = { oidc: [ISSUER] },
): TenantAuthorizer {
  return new TenantAuthorizer(stack, 'Authorizer', { bundleDirectory: BUNDLE, ...props });
}

/** The template of an authorizer and nothing else. */
export function templateOf(props: (stack: Stack) => TenantAuthorizerProps): Template {
  const stack = newStack();
  newAuthorizer(stack, props(stack));
  return Template.fromStack(stack);
}

/** The properties of every resource of a type, in the order of the template. */
export function propertiesOf(template: Template, type: string): readonly Record<string, unknown>[] {
  return Object.values(template.findResources(type)).map((resource) => resource['Properties']);
}

/** The properties of the only resource of a type. */
export function onlyOf(template: Template, type: string): Record<string, unknown> {
  const [only, ...others] = propertiesOf(template, type);
  if (only === undefined || others.length > 0) throw new Error(`There is not exactly one ${type}.`);
  return only;
}

/** The logical id of the first resource of a type. */
export function idOf(template: Template, type: string): string {
  return Object.keys(template.findResources(type))[0] ?? '(none)';
}

/** The environment of the authorizer's function, with each value known only at deployment as an ARN. */
export function environmentOf(template: Template): Record<string, string> {
  const [fn] = Object.values(template.findResources('AWS::Lambda::Function'));
  const variables: Record<string, unknown> = fn?.['Properties'].Environment.Variables;
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, typeof value === 'string' ? value : SECRET_ARN]),
  );
}

/** The message of what `action` throws. */
export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '(nothing was thrown)';
}

/** The problems that an authorizer of these props is refused with. */
export function problemsOf(props: TenantAuthorizerProps): readonly string[] {
  return messageOf(() => newAuthorizer(newStack(), props))
    .split('\n  - ')
    .slice(1);
}
