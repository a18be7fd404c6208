import type { Configuration } from '../../lambda/config/configuration.ts';
import { type ParsedEnvironment, parseEnvironment } from '../../lambda/config/environment.ts';
import { API_KEY, HS256_SECRET } from './credentials.ts';
import { AUDIENCE, ISSUER } from './world.ts';

export type Variables = Readonly<Record<string, string>>;

/** The smallest environment that is valid: one issuer. */
export const ONE_ISSUER = { AUTH_JWT_ISSUER_URL: ISSUER, AUTH_JWT_AUDIENCE: AUDIENCE } as const;

export const API_KEY_ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:internal-key-AbCdEf';
export const HS256_ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:hs256-AbCdEf';
export const AMALGAM8 = { A8_AUTH_MODE: 'jwt,trusted', A8_JWT_SECRET: HS256_SECRET } as const;
export const PLAIN_KEY = { AUTH_API_KEY: API_KEY } as const;

export function parse(environment: Variables, files: Variables = {}): ParsedEnvironment {
  return parseEnvironment(environment, (path) => {
    const content = files[path];
    if (content === undefined) throw new Error(`no file ${path}`);
    return content;
  });
}

/** The configuration of an environment that has to be valid. */
export function configure(environment: Variables, files: Variables = {}): Configuration {
  const parsed = parse(environment, files);
  if (!parsed.valid) throw new Error(parsed.message);
  return parsed.configuration;
}

/** Everything that is wrong with an environment, a line each. */
export function mistakesIn(environment: Variables, files: Variables = {}): readonly string[] {
  const parsed = parse(environment, files);
  return parsed.valid ? [] : parsed.message.split('\n- ').slice(1);
}

export function warningsFor(environment: Variables): readonly string[] {
  const parsed = parse(environment);
  return parsed.valid ? parsed.warnings : [];
}
