import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LocalFunction } from '../../local/function.ts';
import { type Answer, answerOf } from '../support/answer.ts';
import { CASE_GROUPS, environmentOf, expectedContext, headersOf, SIGNERS } from '../support/cases.ts';
import { REQUEST_EVENTS, REQUEST_KINDS } from '../support/events.ts';
import { LoopbackIssuers } from '../support/loopback-issuer.ts';

const BUNDLE = join(__dirname, '../../dist/lambda/authorizer/index.mjs');

let servers: LoopbackIssuers;
let issuers: { operator: string; other: string };

beforeAll(async () => {
  servers = await LoopbackIssuers.start();
  issuers = {
    operator: servers.publish('operator', [SIGNERS.operator]),
    other: servers.publish('other', [SIGNERS.other]),
  };
});
afterAll(() => servers.close());

describe.each(CASE_GROUPS)('the built bundle: $group', (group) => {
  const lines: string[] = [];
  let authorizer: LocalFunction;

  beforeAll(async () => {
    const env = environmentOf(group, { issuers, nowSeconds: 0 });
    authorizer = await LocalFunction.start({ bundle: BUNDLE, env, log: (line) => lines.push(line) });
  });
  afterAll(() => authorizer.close());

  async function ask(event: unknown): Promise<Answer> {
    const before = lines.length;
    return answerOf(authorizer.invoke(event), () => lines.slice(before));
  }

  test.each(group.cases)('$name', async (one) => {
    const world = { issuers, nowSeconds: Math.floor(Date.now() / 1000) };
    const headers = headersOf(one, world);
    for (const kind of REQUEST_KINDS) {
      const { status, code, context } = await ask(REQUEST_EVENTS[kind](headers));
      expect({ kind, status, code }).toEqual({ kind, status: one.expect.status, code: one.expect.code });
      expect(context).toMatchObject(status === 200 ? expectedContext(one, world) : {});
    }
  });
});
