import { describe, expect, test } from '@jest/globals';
import { parseJsonObject } from '../../../lambda/domain/json.ts';

const parse = (text: string | readonly number[]) =>
  parseJsonObject(typeof text === 'string' ? Buffer.from(text) : Uint8Array.from(text));

/** `{"a":"…"}` around some bytes. */
const withBytes = (...bytes: readonly number[]) => [...Buffer.from('{"a":"'), ...bytes, ...Buffer.from('"}')];

describe('a strict JSON object', () => {
  test.each([
    ['an empty object', '{}'],
    ['white space around it', ' \n{ "a" : 1 }\t'],
    ['one name in objects beside each other', '{"a":{"x":1},"b":{"x":1}}'],
    ['one name at several depths', '{"a":{"a":{"a":1}}}'],
    ['names that differ in case', '{"alg":1,"Alg":2}'],
    ['names that differ by normalisation', '{"\u00e9":1,"e\u0301":2}'],
    ['text that looks like a duplicate', String.raw`{"a":"{\"b\":1,\"b\":2}","b":"\"a\":"}`],
    ['a value that is followed by a name like it', '{"a":"b","b":"a"}'],
    ['a list of equal strings', '{"a":["x","x",["x"]]}'],
    ['names with every escape', String.raw`{"\\":1,"\"":2,"\/":3,"\b":4,"\u0041":5}`],
    ['deep nesting', `{"a":${'['.repeat(200)}${']'.repeat(200)}}`],
    ['many members', `{${Array.from({ length: 900 }, (_, index) => `"m${index}":0`).join()}}`],
  ])('may have %s', (_name, text) => {
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  test.each([
    ['a name twice', '{"a":1,"a":1}'],
    ['a name twice, once escaped', String.raw`{"alg":"RS256","\u0061lg":"none"}`],
    ['a name twice, escaped in two ways', String.raw`{"\u002F":1,"\/":2}`],
    ['a name twice in an object within', '{"a":{"b":1,"b":2}}'],
    ['a name twice in an object in a list', '{"a":[0,{"b":1,"b":2}]}'],
    ['a name twice, far apart', '{"a":1,"b":{"a":[{"a":1}]},"a":2}'],
    ['a name twice, with space before the colon', '{"a" :1,"a"\n\t:2}'],
    ['the empty name twice', '{"":1,"":2}'],
    ['__proto__ twice', '{"__proto__":1,"__proto__":2}'],
    ['a list', '[]'],
    ['a string', '"a"'],
    ['a number', '1'],
    ['null', 'null'],
    ['true', 'true'],
    ['nothing', ''],
    ['a byte order mark', '\uFEFF{}'],
    ['something after it', '{}{}'],
    ['a zero byte after it', '{}\u0000'],
    ['a comment', '{/**/}'],
    ['a comma too many', '{"a":1,}'],
    ['single quotes', "{'a':1}"],
    ['a name without quotes', '{a:1}'],
    ['NaN', '{"a":NaN}'],
    ['a leading zero', '{"a":01}'],
    ['a raw line end in a string', '{"a":"\n"}'],
    ['an end that is missing', '{"a":1'],
    ['a byte that is no UTF-8', withBytes(0xff)],
    ['an overlong encoding', withBytes(0xc0, 0xaf)],
    ['half a surrogate pair in UTF-8', withBytes(0xed, 0xa0, 0x80)],
    ['a character cut short', withBytes(0xe2, 0x82)],
    ['a code point beyond Unicode', withBytes(0xf4, 0x90, 0x80, 0x80)],
    ['UTF-16', [...Buffer.from('{"a":1}', 'utf16le')]],
  ])('may not be or have %s', (_name, text) => {
    expect(parse(text)).toBeUndefined();
  });

  test('may nest as deep as a token is long', () => {
    expect(parse(`{"a":${'['.repeat(4000)}${']'.repeat(4000)}}`)).toHaveProperty('a');
  });

  test('is data without a prototype', () => {
    const object = parse('{"__proto__":{"admin":true},"constructor":1}');
    expect(Object.getPrototypeOf(object)).toBeNull();
    expect(Object.keys(object ?? {})).toEqual(['__proto__', 'constructor']);
    expect(object?.['admin']).toBeUndefined();
    expect(object?.['toString']).toBeUndefined();
  });
});
