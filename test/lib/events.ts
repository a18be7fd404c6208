import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parseEvent } from '../../lambda/events/parse-event.ts';

describe('the events for `sam local invoke`', () => {
  test.each(['rest-token', 'rest-request', 'http-1.0', 'http-2.0', 'websocket'])('%s.json is one', (kind) => {
    const event: unknown = JSON.parse(readFileSync(`events/${kind}.json`, 'utf8'));
    const request = parseEvent(event, 'authorization');
    expect(request.kind).toBe(kind);
    expect(request.headers.get('authorization')).toEqual(['Bearer acme']);
  });
});
