import { describe, expect, test } from '@jest/globals';
import { AMALGAM8, API_KEY_ARN, ONE_ISSUER, PLAIN_KEY, warningsFor } from '../../support/configuration.ts';
import { FakeWorld } from '../../support/world.ts';

describe('warnings', () => {
  test.each([
    ['a plain key is for local use', PLAIN_KEY, ['AUTH_API_KEY is for local use', 'AUTH_API_KEY_SECRET_ARN']],
    [
      'a plain HS256 secret is for local use',
      { A8_AUTH_MODE: 'jwt', A8_JWT_SECRET: AMALGAM8.A8_JWT_SECRET },
      ['A8_JWT_SECRET is for local use', 'AUTH_HS256_SECRET_ARN'],
    ],
    ['the trusted mode believes everybody', { AUTH_MODES: 'trusted' }, ['trusted', 'development only']],
    [
      'the single-tenant mode asks for nothing',
      { AUTH_MODES: 'single-tenant' },
      ['single-tenant', 'development only'],
    ],
    [
      'what is configured for a mode that is off is of no use',
      { ...ONE_ISSUER, AUTH_API_KEY_SECRET_ARN: API_KEY_ARN, AUTH_MODES: 'oidc' },
      ['mode api-key', 'not on'],
    ],
  ])('%s', (_name, environment, words) => {
    const warnings = warningsFor(environment);
    expect(warnings).toHaveLength(1);
    for (const word of words) expect(warnings[0]).toContain(word);
  });

  test('there are none for secrets by ARN and issuers', () => {
    expect(warningsFor({ ...ONE_ISSUER, AUTH_API_KEY_SECRET_ARN: API_KEY_ARN })).toEqual([]);
  });

  test('are logged once, when the function starts, and hold no secret', async () => {
    const world = new FakeWorld({ ...PLAIN_KEY, AUTH_MODES: 'api-key,trusted' });
    await world.ask({});
    await world.ask({});
    const warned = world.lines.filter((line) => line.includes('"level":"WARN"'));
    expect(warned).toHaveLength(2);
    expect(warned.join()).not.toContain(PLAIN_KEY.AUTH_API_KEY);
  });
});
