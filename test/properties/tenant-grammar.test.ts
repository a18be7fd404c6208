import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  isIdentifier,
  isTenantId,
  isTenantPattern,
  matchesTenantPattern,
  readableTenants,
} from '../../lambda/domain/tenant.ts';

const FORBIDDEN = new Set([',', '*', '?', '"', "'", '\\']);

/** The grammar of jwt-pitfalls.md, letter by letter. */
function isName(value: string): boolean {
  if (value.length === 0 || value.length > 256) return false;
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code <= 0x20 || code >= 0x7f || FORBIDDEN.has(value.charAt(at))) return false;
  }
  return true;
}

function isNestedName(value: string): boolean {
  return isName(value) && !value.startsWith(':') && !value.endsWith(':') && !value.includes('::');
}

const everyCharacter = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code));
const character = fc.oneof(
  fc.constantFrom(...'ab:_-.*?,"\\\' '.split('')),
  fc.constantFrom(...everyCharacter),
  fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
);
const text = fc.oneof(
  fc.array(character, { maxLength: 12 }).map((characters) => characters.join('')),
  fc.integer({ min: 250, max: 260 }).map((length) => 'a'.repeat(length)),
);
const tenant = fc
  .array(fc.constantFrom('a', 'b', 'ab', '_', 'a-b'), { minLength: 1, maxLength: 5 })
  .map((levels) => levels.join(':'));

describe('the grammar of tenants', () => {
  test.each([
    ['a name', isIdentifier, isName],
    ['a flat tenant', (one: string) => isTenantId(one, 'flat'), isName],
    ['a nested tenant', isTenantId, isNestedName],
  ])('of each character alone as %s', (_name, actual, formulation) => {
    const characters = everyCharacter.filter((one) => formulation(one));
    expect(everyCharacter.filter((one) => actual(one))).toEqual(characters);
    expect(characters.length).toBeGreaterThan(80);
  });

  test('of patterns: the wildcard, a tenant, or all below a tenant', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((value) => `${value}:*`),
          fc.constantFrom('*', ':*', '**'),
        ),
        (value) => {
          const below = value.endsWith(':*') && isNestedName(value.slice(0, -2));
          expect(isTenantPattern(value)).toBe(value === '*' || isNestedName(value) || below);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('the relations of tenants', () => {
  test('who may be read are the ancestors, oneself and the default tenant', () => {
    fc.assert(
      fc.property(tenant, tenant, (one, other) => {
        const readable = readableTenants(one, 'nested').includes(other);
        expect(readable).toBe(other === '_' || `${one}:`.startsWith(`${other}:`));
        expect(readableTenants(one, 'flat')).toEqual([one]);
      }),
      { numRuns: 800 },
    );
  });

  test('a list of them reads back as it was written', () => {
    fc.assert(
      fc.property(tenant, (one) => {
        const readable = readableTenants(one, 'nested');
        expect(readable.join().split(',')).toEqual(readable);
        expect(new Set(readable).size).toBe(readable.length);
      }),
    );
  });

  test('a pattern matches whole levels', () => {
    fc.assert(
      fc.property(tenant, tenant, (one, other) => {
        const levels = one.split(':');
        const below =
          other.split(':').slice(0, levels.length).join(':') === one &&
          other.split(':').length > levels.length;
        expect(matchesTenantPattern(`${one}:*`, other)).toBe(below);
        expect(matchesTenantPattern(one, other)).toBe(one === other);
        expect(matchesTenantPattern('*', other)).toBe(true);
      }),
      { numRuns: 800 },
    );
  });
});
