import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SigningKey } from './keys.ts';

/** OpenID Connect issuers on a loopback port, by the path of their URL: discovery document and keys. */
export class LoopbackIssuers {
  private readonly server: Server;
  private readonly keys = new Map<string, readonly SigningKey[]>();

  private constructor() {
    this.server = createServer(({ url = '' }, response) => {
      const [, name, rest] = /^\/([^/]+)\/(.+)$/.exec(url) ?? [];
      const keys = this.keys.get(name ?? '');
      const issuer = this.url(name ?? '');
      const documents: Readonly<Record<string, unknown>> = {
        '.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/jwks` },
        jwks: { keys: keys?.map(({ publicJwk }) => publicJwk) },
      };
      const body = keys && documents[rest ?? ''];
      response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body ?? {}));
    });
  }

  static async start(): Promise<LoopbackIssuers> {
    const issuers = new LoopbackIssuers();
    await new Promise<void>((resolve) => {
      issuers.server.listen(0, '127.0.0.1', resolve);
    });
    return issuers;
  }

  publish(name: string, keys: readonly SigningKey[]): string {
    this.keys.set(name, keys);
    return this.url(name);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }

  private url(name: string): string {
    return `http://127.0.0.1:${portOf(this.server.address())}/${name}`;
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}
