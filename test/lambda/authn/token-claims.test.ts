import { describe, expect, test } from '@jest/globals';
import { checkRegisteredClaims, isAccessTokenType } from '../../../lambda/authn/token-claims.ts';
import { parseJsonObject } from '../../../lambda/domain/json.ts';

const NOW = 1_800_000_000;
const TOLERANCE = 5;
const GOOD = '"exp":1800003600';

/** Checks claims as they stand in a token: JSON text can say more than a number of ours can. */
function check(members: string) {
  return checkRegisteredClaims(parseJsonObject(Buffer.from(`{${members}}`)) ?? {}, NOW, TOLERANCE);
}

describe('registered claims are accepted', () => {
  test.each([
    ['exp alone', GOOD, { subject: undefined, expiresAt: 1_800_003_600 }],
    ['exp with a fraction, rounded down', '"exp":1800003600.9', { expiresAt: 1_800_003_600 }],
    ['exp written with an exponent', '"exp":1.8000036e9', { expiresAt: 1_800_003_600 }],
    ['exp in the year 9999', '"exp":253402300799', { expiresAt: 253_402_300_799 }],
    ['exp just within the tolerance', '"exp":1799999995.001', { expiresAt: 1_799_999_995 }],
    ['nbf at the edge of the tolerance', `${GOOD},"nbf":1800000005`, {}],
    ['iat at the edge of the tolerance', `${GOOD},"iat":1800000005`, {}],
    ['nbf and iat in 1970', `${GOOD},"nbf":0,"iat":0`, {}],
    ['a subject', `${GOOD},"sub":"user|1 ä"`, { subject: 'user|1 ä' }],
    ['a subject of 256 characters', `${GOOD},"sub":"${'s'.repeat(256)}"`, { subject: 's'.repeat(256) }],
  ])('%s', (_name, members, registered) => {
    expect(check(members)).toMatchObject(registered);
  });
});

describe('registered claims are refused', () => {
  test.each([
    ['no exp', '"iat":1', 'token.claims'],
    ['exp null', '"exp":null', 'token.claims'],
    ['exp as a string', '"exp":"1800003600"', 'token.claims'],
    ['exp true', '"exp":true', 'token.claims'],
    ['exp as a list', '"exp":[1800003600]', 'token.claims'],
    ['exp as an object', '"exp":{}', 'token.claims'],
    ['exp -1', '"exp":-1', 'token.claims'],
    ['exp -1e300', '"exp":-1e300', 'token.claims'],
    ['exp 1e300', '"exp":1e300', 'token.claims'],
    ['exp beyond every number', '"exp":1e999', 'token.claims'],
    ['exp below every number', '"exp":-1e999', 'token.claims'],
    ['exp in milliseconds', '"exp":1800003600000', 'token.claims'],
    ['exp after the year 9999', '"exp":253402300800', 'token.claims'],
    ['exp inherited from a prototype', '"__proto__":{"exp":1800003600}', 'token.claims'],
    ['exp 0', '"exp":0', 'token.expired'],
    ['exp -0', '"exp":-0', 'token.expired'],
    ['exp 5e-324', '"exp":5e-324', 'token.expired'],
    ['exp at the edge of the tolerance', '"exp":1799999995', 'token.expired'],
    ['nbf null', `${GOOD},"nbf":null`, 'token.claims'],
    ['nbf as a string', `${GOOD},"nbf":"0"`, 'token.claims'],
    ['nbf -1e300', `${GOOD},"nbf":-1e300`, 'token.claims'],
    ['nbf 1e300', `${GOOD},"nbf":1e300`, 'token.claims'],
    ['nbf beyond the tolerance', `${GOOD},"nbf":1800000005.001`, 'token.not_yet_valid'],
    ['nbf ten years ahead', `${GOOD},"nbf":2115360000`, 'token.not_yet_valid'],
    ['iat null', `${GOOD},"iat":null`, 'token.claims'],
    ['iat as a string', `${GOOD},"iat":"0"`, 'token.claims'],
    ['iat 1e300', `${GOOD},"iat":1e300`, 'token.claims'],
    ['iat -1e300', `${GOOD},"iat":-1e300`, 'token.claims'],
    ['iat ten years ahead', `${GOOD},"iat":2115360000`, 'token.not_yet_valid'],
    ['an empty subject', `${GOOD},"sub":""`, 'token.claims'],
    ['a subject of 257 characters', `${GOOD},"sub":"${'s'.repeat(257)}"`, 'token.claims'],
    ['a subject that is null', `${GOOD},"sub":null`, 'token.claims'],
    ['a subject that is a number', `${GOOD},"sub":7`, 'token.claims'],
    ['a subject that is a list', `${GOOD},"sub":["a"]`, 'token.claims'],
    ['a subject with a line end', String.raw`${GOOD},"sub":"a\nb"`, 'token.claims'],
    ['a subject with a zero byte', String.raw`${GOOD},"sub":"a\u0000"`, 'token.claims'],
    ['a subject with half a surrogate pair', String.raw`${GOOD},"sub":"\ud800"`, 'token.claims'],
    ['a subject that turns the text around', String.raw`${GOOD},"sub":"\u202eadmin"`, 'token.claims'],
  ])('%s', (_name, members, code) => {
    expect(check(members)).toMatchObject({ denied: true, outcome: 'unauthenticated', code });
  });
});

describe("a token's type", () => {
  test.each([undefined, 'JWT', 'jwt', 'at+jwt', 'AT+JWT', 'application/at+jwt'])(
    '%p may open an API',
    (typ) => {
      expect(isAccessTokenType(typ)).toBe(true);
    },
  );

  test.each([
    '',
    'logout+jwt',
    'dpop+jwt',
    'id+jwt',
    'JWS',
    'jose',
    'at+jwt ',
    'secevent+jwt',
    'application/jwt',
  ])('%j may not', (typ) => {
    expect(isAccessTokenType(typ)).toBe(false);
  });
});
