import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { close, listen, urlOf } from './listen.ts';
import { SecretStore, SecretsManagerError, type SecretStoreOptions } from './secret-store.ts';

/** An embedded Secrets Manager; point `AWS_ENDPOINT_URL_SECRETS_MANAGER` at its `url`. */
export interface SecretsManagerEndpoint {
  readonly url: string;
  readonly store: SecretStore;
  close(): Promise<void>;
}

/** Starts it on a free loopback port. It speaks the SDK's protocol (AWS JSON 1.1) and checks no signature. */
export async function startSecretsManager(options: SecretStoreOptions): Promise<SecretsManagerEndpoint> {
  const store = new SecretStore(options);
  const server = await listen(createServer((request, response) => void answer(store, request, response)));
  return { url: urlOf(server), store, close: () => close(server) };
}

async function answer(store: SecretStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const operation = String(request.headers['x-amz-target']).replace(/^secretsmanager\./, '');
    const { status, body } = execute(store, operation, await text(request));
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  } catch {
    // The client went away before its request was complete.
    response.destroy();
  }
}

function execute(store: SecretStore, operation: string, body: string): { status: number; body: object } {
  try {
    return { status: 200, body: store.execute(operation, parseJson(body)) };
  } catch (error) {
    if (!(error instanceof SecretsManagerError)) throw error;
    return { status: 400, body: { __type: error.type, message: error.message } };
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new SecretsManagerError('SerializationException', 'the request body is not JSON');
  }
}
