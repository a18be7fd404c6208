import { describe, expect, test } from '@jest/globals';
import { parseAuthorization } from '../../../lambda/credentials/authorization.ts';

describe('an Authorization field', () => {
  test.each([
    ['Bearer abc', { scheme: 'bearer', value: 'abc' }],
    ['bearer abc', { scheme: 'bearer', value: 'abc' }],
    ['BEARER abc', { scheme: 'bearer', value: 'abc' }],
    ['Bearer   abc', { scheme: 'bearer', value: 'abc' }],
    ['ApiKey abc', { scheme: 'apikey', value: 'abc' }],
    ['Basic dXNlcjpwYXNz', { scheme: 'basic', value: 'dXNlcjpwYXNz' }],
    ['AWS4-HMAC-SHA256 x', { scheme: 'aws4-hmac-sha256', value: 'x' }],
    ['Bearer a,b;c=d', { scheme: 'bearer', value: 'a,b;c=d' }],
  ])('%j is taken apart', (field, parsed) => {
    expect(parseAuthorization(field)).toEqual(parsed);
  });

  test.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer    ',
    'abc',
    ' Bearer abc',
    'Bearer abc ',
    'Bearer abc\n',
    '\tBearer abc',
    'Bearer\tabc',
    'Bearer\u00A0abc',
    'Bearer abc def',
    'Bearer abc, Bearer def',
    'Bearer: abc',
    'Bearer=abc',
    'Bearer "abc def"',
    '1Bearer abc',
    'Bеarer abc',
    'Bearer abc\u2028',
    'Bearer \u3000abc',
    '\u0000Bearer abc',
  ])('%j is none', (field) => {
    expect(parseAuthorization(field)).toBeUndefined();
  });
});
