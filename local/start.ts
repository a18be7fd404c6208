import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { BUNDLE_DIRECTORY, buildAuthorizer } from '../scripts/build.ts';
import { httpApi, restApi } from './apis.ts';
import {
  AUDIENCE,
  authorizerVariables,
  CLAIMS,
  CLIENT_SECRET,
  CLIENTS,
  lambdaVariables,
  OTHER_AUDIENCE,
  REST_API,
  SECRET_NAME,
} from './cast.ts';
import { LocalFunction } from './function.ts';
import { GatewayPort } from './gateway/server.ts';
import { PortTakenError } from './listen.ts';
import { messageOf } from './message.ts';
import { parsePorts } from './options.ts';
import { printHeading, printScenarios, printSettings, step } from './printout.ts';
import { startProvider } from './provider.ts';
import { requestLog } from './request-log.ts';
import { scenarioGroups } from './scenarios.ts';
import { startSecretsManager } from './secrets-manager.ts';

/** What to stop, in the order it was started. */
const running: (() => Promise<void>)[] = [];

const now = () => new Date();

async function start(): Promise<void> {
  const ports = parsePorts(process.argv.slice(2), process.env);
  const [rest, http] = await step(
    'ports',
    async () => [await gatewayPort(ports.rest), await gatewayPort(ports.http)] as const,
  );

  await step('authorizer bundle', buildAuthorizer);

  const provider = await step('OpenID provider', () =>
    startProvider({
      clients: Object.values(CLIENTS),
      clientSecret: CLIENT_SECRET,
      audiences: [AUDIENCE, OTHER_AUDIENCE],
      claimsName: CLAIMS,
    }),
  );
  running.push(() => provider.close());

  const secretsManager = await step('Secrets Manager', () =>
    startSecretsManager({ ...REST_API, now, newId: randomUUID }),
  );
  running.push(() => secretsManager.close());
  const internalKey = `local-${randomBytes(24).toString('base64url')}`;
  const world = {
    issuer: provider.issuer,
    secretArn: secretsManager.store.create(SECRET_NAME, internalKey),
    secretsManagerUrl: secretsManager.url,
  };

  const log = requestLog(console.log);
  const functionWith = async (env: Record<string, string>) => {
    const started = await LocalFunction.start({
      bundle: join(BUNDLE_DIRECTORY, 'index.mjs'),
      env: { ...authorizerVariables(world), ...lambdaVariables(world), ...env },
      log: log.authorizerLine,
    });
    running.push(() => started.close());
    return (event: object) => started.invoke(event);
  };
  const functions = await step('authorizer functions', async () => ({
    uncached: await functionWith({}),
    cached: await functionWith({ AUTH_IDENTITY_SOURCES: 'header.Authorization' }),
  }));
  const surroundings = { now, newId: randomUUID, onRequest: log.report };
  rest.serve(restApi(functions, surroundings));
  http.serve(httpApi(functions, surroundings));

  const tokens = await step('tokens', async () => ({
    acme: await provider.token(CLIENTS.acme, AUDIENCE),
    acmeEu: await provider.token(CLIENTS.acmeEu, AUDIENCE),
    globex: await provider.token(CLIENTS.globex, AUDIENCE),
    support: await provider.token(CLIENTS.support, AUDIENCE),
    expired: await provider.token(CLIENTS.expired, AUDIENCE),
    otherAudience: await provider.token(CLIENTS.acme, OTHER_AUDIENCE),
  }));

  const restUrl = `${rest.url}/${REST_API.stage}`;
  printSettings({ restUrl, httpUrl: http.url, variables: authorizerVariables(world) });
  printScenarios(
    scenarioGroups({
      restUrl,
      httpUrl: http.url,
      tokenUrl: `${provider.issuer}/token`,
      tokenForm: {
        client_id: CLIENTS.acme.id,
        client_secret: CLIENT_SECRET,
        grant_type: 'client_credentials',
        resource: AUDIENCE,
        scope: CLIENTS.acme.scope,
      },
      internalKey,
      tokens,
    }),
  );
  printHeading('Ready. Requests show up below; Ctrl-C stops everything.');
}

async function gatewayPort(port: number): Promise<GatewayPort> {
  const opened = await GatewayPort.open(port);
  running.push(() => opened.close());
  return opened;
}

async function stop(exitCode: number): Promise<never> {
  await Promise.all(running.map((end) => end()));
  process.exit(exitCode);
}

function explain(error: unknown): string {
  if (error instanceof PortTakenError) {
    return `Port ${error.port} is taken. Stop what holds it, or choose others: npm start -- --port 3100 --http-port 3101`;
  }
  return messageOf(error);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));

try {
  await start();
} catch (error) {
  console.error(explain(error));
  await stop(1);
}
