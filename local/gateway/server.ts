import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { close, listen, urlOf } from '../listen.ts';
import type { Gateway } from './gateway.ts';
import type { ClientRequest, Header } from './request.ts';

/** Limit of request line and headers together; beyond it Node answers 431. Source: API Gateway quotas. */
const MAX_HEADER_BYTES = 10_240;

/** A port on the loopback interface. Requests that come before there is a gateway wait for it. */
export class GatewayPort {
  readonly #server: Server;
  readonly #gateway: Promise<Gateway>;
  #attach: (gateway: Gateway) => void = () => undefined;

  private constructor() {
    this.#gateway = new Promise((resolve) => {
      this.#attach = resolve;
    });
    this.#server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (incoming, outgoing) => {
      void this.#answer(incoming, outgoing);
    });
  }

  /** Takes the port, 0 for a free one. Rejects with PortTakenError. */
  static async open(port: number): Promise<GatewayPort> {
    const opened = new GatewayPort();
    await listen(opened.#server, port);
    return opened;
  }

  get url(): string {
    return urlOf(this.#server);
  }

  serve(gateway: Gateway): void {
    this.#attach(gateway);
  }

  close(): Promise<void> {
    return close(this.#server);
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    // Authorizers never see a body, and the echo backend has no use for one.
    incoming.resume();
    const gateway = await this.#gateway;
    const { status, headers, body } = await gateway.handle(clientRequest(incoming));
    outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
  }
}

function clientRequest(incoming: IncomingMessage): ClientRequest {
  return {
    method: incoming.method ?? 'GET',
    target: incoming.url ?? '/',
    headers: pairs(incoming.rawHeaders),
    sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
    protocol: `HTTP/${incoming.httpVersion}`,
  };
}

function pairs(rawHeaders: readonly string[]): Header[] {
  return rawHeaders.flatMap((name, index): Header[] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  );
}
