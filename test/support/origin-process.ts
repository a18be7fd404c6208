import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { SecretStore, SecretsManagerError } from '../../local/secret-store.ts';

/**
 * A process of its own that is an OpenID Connect issuer (GET) and a Secrets Manager (POST) on one loopback
 * port, and can fail in every way that the network and its other end know. Its parent tells it over IPC what
 * to publish and how to fail; see origin.ts.
 */
const commandSchema = v.variant('kind', [
  v.object({ kind: v.literal('listen'), port: v.number() }),
  v.object({ kind: v.literal('publish'), keys: v.array(v.record(v.string(), v.unknown())) }),
  v.object({ kind: v.literal('secret'), operation: v.string(), input: v.unknown() }),
  v.object({ kind: v.literal('createSecret'), name: v.string(), value: v.string() }),
  v.object({
    kind: v.literal('fail'),
    how: v.picklist([
      'none',
      'error',
      'throttle',
      'denied',
      'slow',
      'truncate',
      'redirect',
      'huge',
      'corrupt',
      'hang-up',
    ]),
  }),
  v.object({ kind: v.literal('count') }),
]);
type Command = v.InferOutput<typeof commandSchema>;

const SLOW_MS = 30_000;
const HUGE_BYTES = 10 * 1024 * 1024;

const store = new SecretStore({
  region: 'eu-central-1',
  accountId: '123456789012',
  now: () => new Date(),
  newId: () => `version-${++versions}`,
});
let versions = 0;
let keys: readonly unknown[] = [];
let failure: Extract<Command, { kind: 'fail' }>['how'] = 'none';
let fetches = 0;

const server = createServer((request, response) => void serve(request, response));

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  fetches += 1;
  const { status, body } = await answer(request);
  const json = JSON.stringify(body);
  switch (failure) {
    case 'none':
      return send(response, status, json);
    case 'error':
      return send(response, 503, '{"__type":"InternalServiceError"}');
    case 'throttle':
      return send(response, 400, '{"__type":"ThrottlingException"}');
    case 'denied':
      return send(response, 400, '{"__type":"AccessDeniedException"}');
    case 'slow':
      setTimeout(() => send(response, status, json), SLOW_MS).unref();
      return;
    case 'truncate':
      response.writeHead(status, { 'content-length': json.length }).write(json.slice(0, -10));
      setTimeout(() => response.destroy(), 10);
      return;
    case 'redirect':
      response.writeHead(302, { location: `${request.url}?again` }).end();
      return;
    case 'huge':
      return send(response, status, `{"padding":"${'x'.repeat(HUGE_BYTES)}",${json.slice(1)}`);
    case 'corrupt':
      return send(response, status, json.replace('{', '{{'));
    case 'hang-up':
      response.destroy();
  }
}

async function answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
  const issuer = `http://${request.headers.host}`;
  if (request.method === 'GET') {
    const isJwks = request.url?.startsWith('/jwks') ?? false;
    return { status: 200, body: isJwks ? { keys } : { issuer, jwks_uri: `${issuer}/jwks` } };
  }
  const operation = String(request.headers['x-amz-target']).replace(/^secretsmanager\./, '');
  try {
    return { status: 200, body: store.execute(operation, JSON.parse(await text(request))) };
  } catch (error) {
    const type = error instanceof SecretsManagerError ? error.type : 'InternalServiceError';
    return { status: 400, body: { __type: type } };
  }
}

function send(response: ServerResponse, status: number, json: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(json);
}

process.on('message', (message: { id: number; command: unknown }) => {
  void obey(v.parse(commandSchema, message.command)).then((result) =>
    process.send?.({ id: message.id, result }),
  );
});
process.on('disconnect', () => process.exit());

async function obey(command: Command): Promise<unknown> {
  switch (command.kind) {
    case 'listen':
      await new Promise<void>((resolve) => {
        server.listen(command.port, '127.0.0.1', resolve);
      });
      return server.address();
    case 'publish':
      keys = command.keys;
      return undefined;
    case 'createSecret':
      return store.create(command.name, command.value);
    case 'secret':
      return store.execute(command.operation, command.input);
    case 'fail':
      failure = command.how;
      return undefined;
    case 'count':
      return fetches;
  }
}
