import * as fc from 'fast-check';

const SEPARATORS = ['*', '?', '/', '//', '..', ':', ' ', '\n', '\u0000', '"', '\\', ']}', '#', ';', '@'];
const WORDS = [
  '$connect',
  '${aws:username}',
  '%2A',
  '%2F',
  'arn:aws:execute-api:*:*:*',
  'GET',
  'prod',
  'ä',
  '\u202e',
];

/** A path that a client may send to confuse whoever puts it into a policy, a log line or a regular expression. */
export const hostilePath = fc
  .array(fc.constantFrom(...SEPARATORS, ...WORDS), { maxLength: 12 })
  .map((parts) => parts.join(''));

/** Names of members that reach a prototype where an object is used as a map. */
export const hostileName = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
);
