import { describe, expect, test } from '@jest/globals';
import { CASE_GROUPS, environmentOf, expectedContext, headersOf, SIGNERS } from '../support/cases.ts';
import { type Headers, REQUEST_EVENTS, REQUEST_KINDS, tokenEvent } from '../support/events.ts';
import { FakeWorld } from '../support/world.ts';

const issuers = { operator: 'https://idp.example.com', other: 'https://partner.example/oidc' };

/** Those that a case has to name when they are there. */
const TENANCY_MEMBERS = ['tenantId', 'allowedTenants', 'username', 'authMode', 'actor', 'overrides'];

describe.each(CASE_GROUPS)('$group', (group) => {
  const world = new FakeWorld(environmentOf(group, { issuers, nowSeconds: 0 }));
  world.issuer(issuers.operator, [SIGNERS.operator]).issuer(issuers.other, [SIGNERS.other]);
  const caseWorld = { issuers, nowSeconds: world.clock.seconds };

  describe.each(REQUEST_KINDS)('asked by %s', (kind) => {
    test.each(group.cases)('$name', async (one) => {
      const answer = await world.ask(REQUEST_EVENTS[kind](headersOf(one, caseWorld)));

      expect({ status: answer.status, code: answer.code }).toEqual({
        status: one.expect.status,
        code: one.expect.code,
      });
      if (one.expect.status !== 200) return;
      const named = expectedContext(one, caseWorld);
      const compared = [...TENANCY_MEMBERS, ...Object.keys(named)].filter((name) => name in answer.context);
      expect(Object.fromEntries(compared.map((name) => [name, answer.context[name]]))).toEqual(named);
      expect(answer.context).toMatchObject({
        principalId: expect.stringMatching(/./),
        decisionId: expect.stringMatching(/./),
      });
    });
  });

  const byAuthorization = group.cases.flatMap((one) => {
    const authorization = onlyHeader(headersOf(one, caseWorld));
    return authorization === undefined ? [] : [{ one, authorization }];
  });

  for (const { one, authorization } of byAuthorization) {
    test(`asked by rest-token: ${one.name}`, async () => {
      const { status, code, context } = await world.ask(tokenEvent(authorization));

      expect({ status, code }).toEqual({ status: one.expect.status, code: one.expect.code });
      expect(context).toMatchObject(status === 200 ? expectedContext(one, caseWorld) : {});
    });
  }
});

/** The Authorization header of a request that has no other. */
function onlyHeader(headers: Headers): string | undefined {
  const [[name, value] = [], ...others] = Object.entries(headers);
  return name === 'Authorization' && others.length === 0 && typeof value === 'string' ? value : undefined;
}
