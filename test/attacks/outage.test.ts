import { expect, test } from '@jest/globals';
import { REQUEST_EVENTS } from '../support/events.ts';
import { ecKey, signJwt } from '../support/keys.ts';
import { AUDIENCE, FakeWorld, ISSUER } from '../support/world.ts';

const key = ecKey('known');
const stranger = ecKey('known');

/** A world whose issuer goes away after the authorizer has learnt its keys. */
async function worldWithoutIssuer(): Promise<FakeWorld> {
  const world = new FakeWorld({ AUTH_JWT_ISSUER_URL: ISSUER, AUTH_JWT_AUDIENCE: AUDIENCE });
  world.issuer(ISSUER, [key]);
  expect(await world.ask(requestOf(world, key))).toMatchObject({ status: 200 });
  world.documents.clear();
  return world;
}

function requestOf(world: FakeWorld, signer: typeof key, header: Record<string, unknown> = {}): unknown {
  const exp = world.clock.seconds + 3600;
  const token = signJwt(signer, { iss: ISSUER, aud: AUDIENCE, exp, tenant_id: 'acme' }, header);
  return REQUEST_EVENTS['http-2.0']({ Authorization: `Bearer ${token}` });
}

test('a bad signature stays a 401 while the issuer is away: nobody raises faults with it', async () => {
  const world = await worldWithoutIssuer();
  expect(await world.ask(requestOf(world, stranger))).toMatchObject({ status: 401, code: 'token.signature' });
});

test('a key that may be new is a fault while the issuer is away, for a 401 would refuse a good token', async () => {
  const world = await worldWithoutIssuer();
  const answer = await world.ask(requestOf(world, key, { kid: 'new' }));
  expect(answer).toMatchObject({ status: 500, code: 'keys.unavailable' });
});

test('a good token is accepted all the while', async () => {
  const world = await worldWithoutIssuer();
  world.clock.advance(3500);
  expect(await world.ask(requestOf(world, key))).toMatchObject({ status: 200 });
});
