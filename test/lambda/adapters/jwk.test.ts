import { describe, expect, test } from '@jest/globals';
import { parseJwk } from '../../../lambda/adapters/jwk.ts';
import { ecKey, edKey, rsaKey } from '../../support/keys.ts';
import { without } from '../../support/faults.ts';

const RSA = rsaKey('rsa').publicJwk;
const P256 = ecKey('p256').publicJwk;
const P384 = ecKey('p384', 'ES384').publicJwk;
const P521 = ecKey('p521', 'ES512').publicJwk;
const ED = edKey('ed').publicJwk;

const algorithmsOf = (jwk: unknown) => [...(parseJwk(jwk)?.algorithms ?? [])];

describe('a public key is fit for', () => {
  test.each([
    ['the algorithm that it says, RSA', RSA, ['RS256']],
    ['the algorithm that it says, EC', P256, ['ES256']],
    ['the algorithm of its curve P-256', without(P256, 'alg'), ['ES256']],
    ['the algorithm of its curve P-384', without(P384, 'alg'), ['ES384']],
    ['the algorithm of its curve P-521', without(P521, 'alg'), ['ES512']],
    ['the algorithm of its curve Ed25519', ED, ['EdDSA']],
    ['its algorithm without saying what it is used for', without(RSA, 'use'), ['RS256']],
    ['its algorithm when verifying is among its operations', { ...RSA, key_ops: ['verify'] }, ['RS256']],
    ['its algorithm without a name', without(P256, 'kid'), ['ES256']],
    ['its algorithm with members that nobody knows', { ...P256, x5t: 'x', nonsense: { a: [1] } }, ['ES256']],
  ])('%s', (_name, jwk, algorithms) => {
    expect(algorithmsOf(jwk)).toEqual(algorithms);
  });

  test('every RSA algorithm when it says nothing of it', () => {
    expect(algorithmsOf(without(RSA, 'alg'))).toEqual(expect.arrayContaining(['RS256', 'RS384', 'RS512']));
    expect(algorithmsOf(without(RSA, 'alg')).filter((algorithm) => !/^[RP]S/.test(algorithm))).toEqual([]);
  });
});

describe('no key to verify with is', () => {
  test.each([
    ['null', null],
    ['a string', 'key'],
    ['a list', [RSA]],
    ['an empty object', {}],
    ['a key for encryption', { ...RSA, use: 'enc' }],
    ['a use that nobody knows', { ...RSA, use: 'SIG' }],
    ['a use that is null', { ...RSA, use: null }],
    ['a key whose operations do not include verifying', { ...RSA, key_ops: ['sign', 'wrapKey'] }],
    ['a key without any operation', { ...RSA, key_ops: [] }],
    ['a key whose operations are no list', { ...RSA, key_ops: 'verify' }],
    ['a kid that is a number', { ...RSA, kid: 7 }],
    ['a kid that is null', { ...RSA, kid: null }],
    ['an algorithm that its type does not fit', { ...RSA, alg: 'ES256' }],
    ['an algorithm that its curve does not fit', { ...P384, alg: 'ES256' }],
    ['an algorithm for encryption', { ...RSA, alg: 'RSA-OAEP' }],
    ['an HMAC algorithm on a public key', { ...RSA, alg: 'HS256' }],
    ['no algorithm', { ...RSA, alg: 'none' }],
    ['an algorithm that is a list', { ...RSA, alg: ['RS256'] }],
    ['a symmetric key', { kty: 'oct', k: Buffer.alloc(32).toString('base64url'), alg: 'HS256', kid: 'k' }],
    ['a key of an unknown type', { kty: 'AKP', pub: 'AAAA', alg: 'ML-DSA-44' }],
    ['a type in another case', { ...RSA, kty: 'rsa' }],
    ['a key without a type', without(RSA, 'kty')],
    ['an RSA key without a modulus', without(RSA, 'n')],
    ['an RSA key without an exponent', without(RSA, 'e')],
    ['an RSA key with an empty modulus', { ...RSA, n: '' }],
    ['an EC key without a coordinate', without(P256, 'y')],
    ['a point off its curve', { ...P256, x: P256['y'], y: P256['x'] }],
    ['a point of another curve', { ...P256, crv: 'P-384' }],
    ['an unknown curve', { ...P256, crv: 'P-192' }],
    ['secp256k1', ecKey('k1', 'secp256k1').publicJwk],
    ['a key for key agreement', { kty: 'OKP', crv: 'X25519', x: ED['x'] }],
    ['an Edwards key of the wrong length', { ...ED, x: 'AAAA' }],
  ])('%s', (_name, jwk) => {
    expect(parseJwk(jwk)).toBeUndefined();
  });

  test.each([512, 1024, 2040])('an RSA key of %d bits', (bits) => {
    expect(parseJwk(rsaKey('small', { bits }).publicJwk)).toBeUndefined();
  });
});
