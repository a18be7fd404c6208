import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pending } from './source.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** An http server on this machine, whose answers a test can change. */
export class Loopback {
  readonly requests: string[] = [];
  private handler: Handler = (_request, response) => void response.writeHead(404).end();
  private readonly server: Server = createServer((request, response) => {
    this.requests.push(request.url ?? '');
    this.handler(request, response);
  });

  answers(handler: Handler): void {
    this.requests.length = 0;
    this.handler = handler;
  }

  async start(): Promise<void> {
    const { promise, resolve } = pending<void>();
    this.server.listen(0, '127.0.0.1', resolve);
    await promise;
  }

  async stop(): Promise<void> {
    const { promise, resolve } = pending<void>();
    this.server.close(() => {
      resolve();
    });
    this.server.closeAllConnections();
    await promise;
  }

  get url(): string {
    const address = this.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The server is not listening.');
    return `http://127.0.0.1:${address.port}`;
  }
}
