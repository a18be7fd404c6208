import { describe, expect, test } from '@jest/globals';
import { digestOf, parseApiKeys } from '../../../lambda/authn/api-keys.ts';
import { API_KEY } from '../../support/credentials.ts';
import { faultOf } from '../../support/faults.ts';

const OTHER = 'another-key-0123456789-0123456789-xyz';
const keys = (...entries: readonly unknown[]) => JSON.stringify({ keys: entries });
const entry = { id: 'batch', key: API_KEY };
const bare = { tenants: undefined, scopes: undefined, roles: undefined, expiresAt: undefined };

describe('a secret with internal keys', () => {
  test.each<[string, readonly string[], readonly object[]]>([
    ['a plain string is one key', [API_KEY], [{ id: 'default', digest: digestOf(API_KEY), ...bare }]],
    ['JSON names its keys', [keys(entry)], [{ id: 'batch', digest: digestOf(API_KEY), ...bare }]],
    ['JSON may begin with white space', [` \n${keys(entry)}`], [{ id: 'batch' }]],
    ['JSON may hold several', [keys(entry, { id: 'cron', key: OTHER })], [{ id: 'batch' }, { id: 'cron' }]],
    [
      'a key may be bound to tenants',
      [keys({ ...entry, tenants: ['acme', 'acme:*'] })],
      [{ tenants: ['acme', 'acme:*'] }],
    ],
    [
      'a key may have scopes and roles',
      [keys({ ...entry, scopes: ['a'], roles: [] })],
      [{ scopes: ['a'], roles: [] }],
    ],
    [
      'a key may end, in epoch seconds',
      [keys({ ...entry, expiresAt: 1_800_000_000.5 })],
      [{ expiresAt: 1_800_000_000.5 }],
    ],
    [
      'a key may end, in ISO 8601',
      [keys({ ...entry, expiresAt: '2027-01-15T08:00:00Z' })],
      [{ expiresAt: 1_800_000_000 }],
    ],
    [
      'a key may end in another time zone',
      [keys({ ...entry, expiresAt: '2027-01-15T10:00:00.500+02:00' })],
      [{ expiresAt: 1_800_000_000.5 }],
    ],
    [
      'several versions are accepted together',
      [OTHER, API_KEY],
      [{ digest: digestOf(OTHER) }, { digest: digestOf(API_KEY) }],
    ],
    ['versions may differ in form', [keys(entry), OTHER], [{ id: 'batch' }, { id: 'default' }]],
    ['a version that is unfit is left out', ['short', API_KEY], [{ digest: digestOf(API_KEY) }]],
    [
      'a version is left out as a whole',
      [keys(entry, { id: 'x', key: 'short' }), OTHER],
      [{ digest: digestOf(OTHER) }],
    ],
    ['a key of 32 characters is long enough', ['k'.repeat(32)], [{ digest: digestOf('k'.repeat(32)) }]],
  ])('%s', (_name, versions, parsed) => {
    expect(parseApiKeys(versions)).toMatchObject(parsed);
    expect(parseApiKeys(versions)).toHaveLength(parsed.length);
  });

  test('keeps no key, only digests', () => {
    const kept = parseApiKeys([keys(entry)]).map((key) => Object.values(key));
    expect(JSON.stringify(kept)).not.toContain(API_KEY);
  });

  test.each([
    ['no version', []],
    ['an empty string', ['']],
    ['31 characters', ['k'.repeat(31)]],
    ['a line end after the key', [`${API_KEY}\n`]],
    ['a space in the key', [API_KEY.replace('-', ' ')]],
    ['letters that no header carries', ['ä'.repeat(40)]],
    ['JSON cut short', [keys(entry).slice(0, -1)]],
    ['an object without keys', ['{}']],
    ['an empty list of keys', [keys()]],
    ['keys that are no list', [JSON.stringify({ keys: entry })]],
    ['a member of the object that is unknown', [JSON.stringify({ keys: [entry], key: OTHER })]],
    ['a key in place of the name of a member', [JSON.stringify({ keys: [entry], [OTHER]: '' })]],
    ['a key in place of the name of a member of an entry', [keys({ ...entry, [OTHER]: '' })]],
    ['an entry without id', [keys({ key: API_KEY })]],
    ['an id that could be read as something else', [keys({ ...entry, id: 'a,b' })]],
    ['an entry without key', [keys({ id: 'batch' })]],
    ['an empty key', [keys({ ...entry, key: '' })]],
    ['a weak key', [keys({ ...entry, key: 'short' })]],
    ['a misspelt member', [keys({ ...entry, tenant: ['acme'] })]],
    ['a binding to no tenant', [keys({ ...entry, tenants: [] })]],
    ['a binding to what is no tenant', [keys({ ...entry, tenants: ['acme*'] })]],
    ['a binding that is no list', [keys({ ...entry, tenants: 'acme' })]],
    ['scopes that are no list', [keys({ ...entry, scopes: 'read' })]],
    ['an end that is no time', [keys({ ...entry, expiresAt: 'tomorrow' })]],
    ['an end that is a date alone', [keys({ ...entry, expiresAt: '2027-01-15' })]],
    ['an end before 1970', [keys({ ...entry, expiresAt: -1 })]],
    ['an end in milliseconds', [keys({ ...entry, expiresAt: 1_800_000_000_000 })]],
    ['an end on a day that does not exist', [keys({ ...entry, expiresAt: '2027-02-31T00:00:00Z' })]],
    ['an end in an unclear time zone', [keys({ ...entry, expiresAt: '2027-01-15T10:00:00+01' })]],
    ['a key twice', [keys(entry, { ...entry, id: 'other', tenants: ['acme'] })]],
    ['a member twice', [keys(entry).replace('{"id"', '{"tenants":["acme"],"tenants":["globex"],"id"')]],
    ['a list in place of the object', [JSON.stringify([API_KEY])]],
    ['an end that is null', [keys({ ...entry, expiresAt: null })]],
  ])('is malformed with %s, and says nothing of what it holds', (_name, versions) => {
    const fault = faultOf(() => parseApiKeys(versions));
    expect(fault.code).toBe('secret.malformed');
    expect(fault.message).not.toContain(API_KEY);
    expect(fault.message).not.toContain(OTHER);
  });
});
