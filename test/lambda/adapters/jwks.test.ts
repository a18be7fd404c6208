import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FetchJson } from '../../../lambda/adapters/fetch-json.ts';
import { issuerKeys } from '../../../lambda/adapters/jwks.ts';
import type { IssuerSettings } from '../../../lambda/config/configuration.ts';
import { Fault } from '../../../lambda/domain/fault.ts';
import { configure, ONE_ISSUER } from '../../support/configuration.ts';
import { rejectionOf } from '../../support/faults.ts';
import { ecKey, rsaKey } from '../../support/keys.ts';
import { FakeClock } from '../../support/world.ts';

const RSA = rsaKey('rsa').publicJwk;
const EC1 = ecKey('ec1').publicJwk;
const EC2 = ecKey('ec2').publicJwk;

let documents = new Map<string, unknown>();
let fetched: string[] = [];
let clock = new FakeClock();

const fetchJson: FetchJson = async (url) => {
  fetched.push(url);
  if (!documents.has(url))
    throw new Fault('keys.unavailable', `GET ${url}: status 404.`, { retryable: true });
  return documents.get(url);
};

beforeEach(() => {
  documents = new Map();
  fetched = [];
  clock = new FakeClock();
});

function settingsOf(part: Partial<IssuerSettings>): IssuerSettings {
  const [settings] = configure(ONE_ISSUER).issuers;
  if (settings === undefined) throw new Error('no issuer');
  return { ...settings, ...part };
}

function keysOf(part: Partial<IssuerSettings> = {}) {
  const lifetime = { ttlSeconds: 300, maxStaleSeconds: 3600 };
  return issuerKeys(settingsOf(part), { fetchJson, lifetime, clock: clock.now });
}

function publish(...keys: readonly unknown[]): void {
  documents.set('https://idp.example.com/jwks', { keys });
}

function discoverable(issuer: string, jwksUri = 'https://idp.example.com/jwks'): void {
  const base = issuer.replace(/\/$/, '');
  documents.set(`${base}/.well-known/openid-configuration`, { issuer, jwks_uri: jwksUri, other: true });
}

const ES256 = { alg: 'ES256', kid: 'ec1' };

describe('discovery', () => {
  test.each([
    ['https://idp.example.com', 'https://idp.example.com/.well-known/openid-configuration'],
    ['https://idp.example.com/', 'https://idp.example.com/.well-known/openid-configuration'],
    ['https://idp.example.com/a/b', 'https://idp.example.com/a/b/.well-known/openid-configuration'],
    ['https://idp.example.com/a/b/', 'https://idp.example.com/a/b/.well-known/openid-configuration'],
  ])('of %s asks %s', async (issuer, url) => {
    discoverable(issuer);
    publish(EC1);
    expect(await keysOf({ issuer }).find(ES256)).toMatchObject({ jwk: { kid: 'ec1' } });
    expect(fetched).toEqual([url, 'https://idp.example.com/jwks']);
  });

  test('is not needed where jwksUri is configured', async () => {
    publish(EC1);
    const keys = keysOf({ jwksUri: 'https://idp.example.com/jwks' });
    expect(await keys.find(ES256)).toMatchObject({ jwk: { kid: 'ec1' } });
    expect(fetched).toEqual(['https://idp.example.com/jwks']);
  });

  test('may lead to another host', async () => {
    const issuer = 'https://idp.example.com';
    discoverable(issuer, 'https://keys.example.net/jwks?v=3');
    documents.set('https://keys.example.net/jwks?v=3', { keys: [EC1] });
    expect(await keysOf({ issuer }).find(ES256)).toBeDefined();
  });

  test.each<[string, unknown]>([
    ['names another issuer', { issuer: 'https://evil.example', jwks_uri: 'https://idp.example.com/jwks' }],
    [
      'differs in the trailing slash',
      { issuer: 'https://idp.example.com', jwks_uri: 'https://idp.example.com/jwks' },
    ],
    ['differs in case', { issuer: 'https://IDP.example.com/', jwks_uri: 'https://idp.example.com/jwks' }],
    ['names no issuer', { jwks_uri: 'https://idp.example.com/jwks' }],
    ['names no jwks_uri', { issuer: 'https://idp.example.com/' }],
    [
      'has a jwks_uri that is http',
      { issuer: 'https://idp.example.com/', jwks_uri: 'http://idp.example.com/jwks' },
    ],
    ['has a jwks_uri that is a file', { issuer: 'https://idp.example.com/', jwks_uri: 'file:///etc/passwd' }],
    [
      'has a jwks_uri that is data',
      { issuer: 'https://idp.example.com/', jwks_uri: 'data:application/json,{}' },
    ],
    ['has a jwks_uri that is relative', { issuer: 'https://idp.example.com/', jwks_uri: '/jwks' }],
    [
      'has a jwks_uri that is a list',
      { issuer: 'https://idp.example.com/', jwks_uri: ['https://idp.example.com/jwks'] },
    ],
    ['is no object', 'https://idp.example.com/jwks'],
    ['is null', null],
  ])('that %s is a fault, and nothing else is asked', async (_name, document) => {
    publish(EC1);
    documents.set('https://idp.example.com/.well-known/openid-configuration', document);
    const fault = await rejectionOf(keysOf().find(ES256));
    expect([fault.code, fault.retryable]).toEqual(['keys.unavailable', true]);
    expect(fetched).toHaveLength(1);
  });

  test('of an issuer elsewhere may not lead to this very machine', async () => {
    discoverable('https://idp.example.com/', 'http://127.0.0.1:9001/2018-06-01/runtime/invocation/next');
    documents.set('http://127.0.0.1:9001/2018-06-01/runtime/invocation/next', { keys: [EC1] });
    expect((await rejectionOf(keysOf().find(ES256))).code).toBe('keys.unavailable');
    expect(fetched).toHaveLength(1);
  });

  test('of an issuer on this very machine may stay there', async () => {
    const issuer = 'http://127.0.0.1:4000';
    discoverable(issuer, 'http://127.0.0.1:4000/jwks');
    documents.set('http://127.0.0.1:4000/jwks', { keys: [EC1] });
    expect(await keysOf({ issuer }).find(ES256)).toBeDefined();
  });
});

const find = (alg: string, kid?: string) =>
  keysOf({ jwksUri: 'https://idp.example.com/jwks' }).find({ alg, kid });

describe('a key', () => {
  test.each<[string, string, string | undefined, readonly unknown[], unknown]>([
    ['is found by its kid', 'ES256', 'ec2', [EC1, EC2, RSA], EC2],
    ['is found without a kid when it is the only one for the algorithm', 'ES256', undefined, [EC1, RSA], EC1],
    ['is not guessed when there are two for the algorithm', 'ES256', undefined, [EC1, EC2], undefined],
    ['is not found under a kid in another case', 'ES256', 'EC1', [EC1], undefined],
    ['is not found for another algorithm', 'ES384', 'ec1', [EC1], undefined],
    ['is not found for another type', 'RS256', 'ec1', [EC1, RSA], undefined],
    ['is not found when two claim its kid', 'ES256', 'ec1', [EC1, { ...EC2, kid: 'ec1' }], undefined],
    ['is found when another type has the same kid', 'ES256', 'ec1', [EC1, { ...RSA, kid: 'ec1' }], EC1],
    [
      'is found beside malformed and unknown ones',
      'ES256',
      'ec1',
      [null, 7, 'x', [], {}, { kty: 'AKP' }, { kty: 'EC' }, EC1],
      EC1,
    ],
    [
      'is found beside a malformed one under the same kid',
      'ES256',
      'ec1',
      [{ ...EC2, kid: 'ec1', x: 'x' }, EC1],
      EC1,
    ],
    ['is not found in an empty set', 'ES256', 'ec1', [], undefined],
  ])('%s', async (_name, alg, kid, published, jwk) => {
    publish(...published);
    expect((await find(alg, kid))?.jwk).toEqual(jwk);
  });

  test.each<[string, unknown]>([
    ['no set', [EC1]],
    ['a set whose keys are no list', { keys: { ec1: EC1 } }],
    ['a set of more than a hundred keys', { keys: Array.from({ length: 101 }, () => EC1) }],
    ['null', null],
  ])('is a fault to look for in %s', async (_name, document) => {
    documents.set('https://idp.example.com/jwks', document);
    expect((await rejectionOf(find('ES256', 'ec1'))).code).toBe('keys.unavailable');
  });

  test('is found in a set of a hundred keys', async () => {
    publish(EC2, ...Array.from({ length: 99 }, (_, index) => ({ ...EC1, kid: `k${index}` })));
    expect(await find('ES256', 'ec2')).toBeDefined();
  });
});

describe('rotation', () => {
  test('a key rotated in is found on first sight', async () => {
    publish(EC1);
    const keys = keysOf({ jwksUri: 'https://idp.example.com/jwks' });
    await keys.find(ES256);
    publish(EC1, EC2);
    expect(await keys.find({ alg: 'ES256', kid: 'ec2' })).toMatchObject({ jwk: { kid: 'ec2' } });
  });

  test('a key rotated out is found no more after the time to live', async () => {
    publish(EC1, EC2);
    const keys = keysOf({ jwksUri: 'https://idp.example.com/jwks' });
    await keys.find(ES256);
    publish(EC2);
    clock.advance(300);
    expect(await keys.find(ES256)).toBeUndefined();
  });

  test('new material under the same kid is what is found after the time to live', async () => {
    publish(EC1);
    const keys = keysOf({ jwksUri: 'https://idp.example.com/jwks' });
    await keys.find(ES256);
    publish({ ...EC2, kid: 'ec1' });
    clock.advance(300);
    expect(await keys.find(ES256)).toMatchObject({ jwk: { x: EC2['x'] } });
  });

  test('new material under the same kid is found at once by who was refused with the old', async () => {
    publish(EC1);
    const keys = keysOf({ jwksUri: 'https://idp.example.com/jwks' });
    const old = await keys.find(ES256);
    expect(await keys.find(ES256, old)).toBeUndefined();
    publish({ ...EC2, kid: 'ec1' });
    clock.advance(10);
    expect(await keys.find(ES256, old)).toMatchObject({ jwk: { x: EC2['x'] } });
  });

  test('known keys serve while the issuer is down', async () => {
    publish(EC1);
    const keys = keysOf({ jwksUri: 'https://idp.example.com/jwks' });
    keys.prefetch();
    await keys.find(ES256);
    documents.clear();
    clock.advance(3599);
    expect(await keys.find(ES256)).toBeDefined();
    clock.advance(1);
    expect((await rejectionOf(keys.find(ES256))).code).toBe('keys.unavailable');
  });

  test('prefetching an issuer that is down is no failure', async () => {
    const keys = keysOf();
    expect(keys.prefetch()).toBeUndefined();
    expect((await rejectionOf(keys.find(ES256))).code).toBe('keys.unavailable');
  });
});
