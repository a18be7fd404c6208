import { describe, expect, test } from '@jest/globals';
import { configure, mistakesIn, ONE_ISSUER } from '../../support/configuration.ts';
import { FakeWorld } from '../../support/world.ts';

const ISSUERS = JSON.stringify([{ issuer: 'https://partner.example', audience: 'a' }]);
const ROUTES = JSON.stringify([{ route: 'GET /pets' }]);

describe('a JSON variable that names a file', () => {
  test('is read from the bundle', () => {
    const files = { 'issuers.json': ISSUERS, 'config/routes.v1.json': ROUTES };
    const environment = { AUTH_JWT_ISSUERS: 'file:issuers.json', AUTH_ROUTES: 'file:config/routes.v1.json' };
    const { issuers, routes } = configure(environment, files);
    expect(issuers.map(({ issuer }) => issuer)).toEqual(['https://partner.example']);
    expect(routes?.map(({ route }) => route)).toEqual(['GET /pets']);
  });

  test.each([
    'file:',
    'file:/etc/passwd',
    'file:../secret.json',
    'file:a/../../secret.json',
    'file:./a.json',
    'file:a//b.json',
    'file:///etc/passwd',
    'file:a\\b.json',
    'file:a.json\n',
    'file:%2e%2e/a.json',
    'file:https://evil.example/a.json',
  ])('%j is refused unread', (value) => {
    const [mistake] = mistakesIn({ ...ONE_ISSUER, AUTH_ROUTES: value });
    expect(mistake).toContain('AUTH_ROUTES (');
    expect(mistake).toContain('plain relative path');
  });

  test('has to be there', () => {
    expect(mistakesIn({ ...ONE_ISSUER, AUTH_ROUTES: 'file:routes.json' })).toEqual([
      expect.stringContaining('deploy it beside index.mjs'),
    ]);
  });

  test('has to be JSON', () => {
    const environment = { ...ONE_ISSUER, AUTH_ROUTES: 'file:routes.json' };
    expect(mistakesIn(environment, { 'routes.json': 'GET /pets' })).toEqual([
      expect.stringContaining('must be valid JSON'),
    ]);
  });

  test('is checked like the variable itself', () => {
    const environment = { ...ONE_ISSUER, AUTH_ROUTES: 'file:routes.json' };
    expect(mistakesIn(environment, { 'routes.json': '[]' })).toEqual([
      expect.stringContaining('at least one rule'),
    ]);
  });

  test('that is gone is a fault for every request', async () => {
    const world = new FakeWorld({ ...ONE_ISSUER, AUTH_ROUTES: 'file:routes.json' });
    expect(await world.ask({})).toMatchObject({ status: 500, code: 'configuration.invalid' });
  });
});
