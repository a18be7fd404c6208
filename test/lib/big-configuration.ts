import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Aws, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parseEnvironment } from '../../lambda/config/environment.ts';
import type { OidcIssuer } from '../../lib/index.ts';
import { BUNDLE, environmentOf, ISSUER, messageOf, newAuthorizer, newStack } from './support.ts';

const LAMBDA_LIMIT = 4096;

function issuers(count: number): OidcIssuer[] {
  return Array.from({ length: count }, (_, index) => ({
    issuer: `https://idp-${index}.example.com/`,
    audience: ['https://api.example.com'],
    tenants: [`tenant-${index}`, `tenant-${index}:*`],
  }));
}

function synthesize(oidc: readonly OidcIssuer[]) {
  const app = new App();
  const stack = new Stack(app, 'Test');
  newAuthorizer(stack, { oidc });
  const { directory } = app.synth();
  const asset = readdirSync(directory).find((name) => existsSync(join(directory, name, 'index.mjs')));
  return { asset: join(directory, asset ?? ''), environment: environmentOf(Template.fromStack(stack)) };
}

describe('a configuration that is too big for the environment', () => {
  const { asset, environment } = synthesize(issuers(60));
  const file = () => readFileSync(join(asset, 'issuers.json'), 'utf8');

  test('is put into a file beside the bundle, which the variable names', () => {
    expect(environment).toEqual({ AUTH_MODES: 'oidc', AUTH_JWT_ISSUERS: 'file:issuers.json' });
    expect(JSON.parse(file())).toEqual(issuers(60));
  });

  test('is deployed with the bundle as it was built', () => {
    expect(readFileSync(join(asset, 'index.mjs'), 'utf8')).toBe(
      readFileSync(join(BUNDLE, 'index.mjs'), 'utf8'),
    );
    expect(existsSync(join(BUNDLE, 'issuers.json'))).toBe(false);
  });

  test('is one that the authorizer accepts', () => {
    expect(parseEnvironment(environment, file)).toMatchObject({ valid: true });
  });

  test('gives the same asset each time, so that nothing is deployed anew', () => {
    expect(synthesize(issuers(60)).asset.split('asset.')[1]).toBe(asset.split('asset.')[1]);
  });

  test('is refused with the reason where it holds values known only at deployment', () => {
    const oidc = [...issuers(60), { ...ISSUER, issuer: `https://idp.${Aws.REGION}.example.com/` }];
    expect(messageOf(() => newAuthorizer(newStack(), { oidc }))).toMatch(
      /over Lambda's 4 KB.*AUTH_JWT_ISSUERS can't move to a file.*tokens.*plain strings/,
    );
  });

  test('is refused where even the rest does not fit', () => {
    const headers = { tenant: `X-${'t'.repeat(2000)}`, username: `X-${'u'.repeat(2000)}` };
    expect(messageOf(() => newAuthorizer(newStack(), { oidc: [ISSUER], headers }))).toMatch(
      /takes \d+ bytes .*even with its JSON values in files/,
    );
  });
});

describe('a configuration of any size', () => {
  test.each([1, 5, 10, 15, 20, 25, 30, 40])('stays within what Lambda allows: %d issuers', (count) => {
    const { environment } = synthesize(issuers(count));
    expect(JSON.stringify(environment).length).toBeLessThan(LAMBDA_LIMIT);
  });
});
