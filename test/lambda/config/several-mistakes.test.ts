import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { SEED_VARIABLES, VARIABLES } from '../../../lambda/config/variables.ts';
import { mistakesIn, ONE_ISSUER, parse } from '../../support/configuration.ts';

const NAMES = [...Object.values(VARIABLES), ...Object.values(SEED_VARIABLES)];

/** Every run of eight characters: a secret that is shown in part is shown. */
function piecesOf(text: string): readonly string[] {
  return Array.from({ length: text.length - 7 }, (_, at) => text.slice(at, at + 8));
}

describe('the message about mistakes', () => {
  test('tells them all at once', () => {
    const mistakes = mistakesIn({
      AUTH_JWT_ISSUER_URL: 'ftp://idp.example.com',
      AUTH_API_KEY: 'short',
      AUTH_TENANCY: 'tree',
      AUTH_ROUTES: '[{"route":"pets"},{"route":"GET /","scopes":[]}]',
      AUTH_JWKS_TTL_SECONDS: 'long',
    });
    expect(mistakes.map((mistake) => mistake.split(' ')[0])).toEqual([
      'AUTH_JWT_ISSUER_URL',
      'AUTH_JWT_AUDIENCE',
      'AUTH_API_KEY',
      'AUTH_TENANCY',
      'AUTH_ROUTES',
      'AUTH_ROUTES',
      'AUTH_JWKS_TTL_SECONDS',
    ]);
  });

  test('says how long a value is, or that there is none', () => {
    expect(mistakesIn({ AUTH_API_KEY: 'short', AUTH_MODES: 'oidc' })).toEqual([
      expect.stringContaining('AUTH_API_KEY (5 characters): '),
      expect.stringContaining('AUTH_MODES (4 characters): '),
    ]);
    expect(mistakesIn({})).toEqual([expect.stringContaining('AUTH_MODES (unset): ')]);
  });

  const secret = fc.string({
    minLength: 16,
    maxLength: 64,
    unit: fc.constantFrom(...'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789+/-_.'.split('')),
  });
  /** The ways in which a secret can end up in a variable. */
  const wrapped = fc.tuple(
    secret,
    fc.constantFrom(
      (text: string) => text,
      (text: string) => ` ${text}\n`,
      (text: string) => `https://user:${text}@idp.example.com?`,
      (text: string) => `file:../${text}`,
      (text: string) => `file:${text}`,
      (text: string) => `{"keys":"${text}"`,
      (text: string) => JSON.stringify(text),
      (text: string) => JSON.stringify([text]),
      (text: string) => JSON.stringify({ keys: [{ key: text }] }),
      (text: string) => JSON.stringify([{ issuer: text, audience: text, algorithms: [text], jwksUri: text }]),
      (text: string) => JSON.stringify([{ route: text, scopes: text, modes: [text], tenants: [`${text}*`] }]),
    ),
  );

  test('holds no value of any variable', () => {
    const environments = fc.dictionary(fc.constantFrom(...NAMES), wrapped, { minKeys: 1, maxKeys: 8 });
    fc.assert(
      fc.property(environments, (values) => {
        const environment = Object.fromEntries(
          Object.entries(values).map(([name, [text, wrap]]) => [name, wrap(text)]),
        );
        const parsed = parse(environment);
        const said = parsed.valid ? parsed.warnings.join('\n') : parsed.message;
        const pieces = Object.values(values).flatMap(([text]) => piecesOf(text));
        expect(pieces.filter((piece) => said.includes(piece))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test.each(NAMES)('about a secret in %s holds none of it', (name) => {
    fc.assert(
      fc.property(wrapped, ([text, wrap]) => {
        const parsed = parse({ ...ONE_ISSUER, [name]: wrap(text) });
        const said = parsed.valid ? parsed.warnings.join('\n') : parsed.message;
        expect(piecesOf(text).filter((piece) => said.includes(piece))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
