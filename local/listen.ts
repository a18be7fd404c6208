import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The port is taken by another program. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
  readonly port: number;

  constructor(port: number) {
    super(`port ${port} is taken`);
    this.port = port;
  }
}

/** Listens on the loopback interface only; port 0 takes a free one. Rejects with PortTakenError. */
export function listen(server: Server, port = 0): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject('code' in error && error.code === 'EADDRINUSE' ? new PortTakenError(port) : error);
    });
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** `http://127.0.0.1:{port}`, without a slash at the end. */
export function urlOf(server: Server): string {
  const address = server.address();
  if (!isAddressInfo(address)) throw new Error('the server is not listening');
  return `http://127.0.0.1:${address.port}`;
}

/** Stops listening and drops open connections, so that nothing holds the process. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function isAddressInfo(address: AddressInfo | string | null): address is AddressInfo {
  return address !== null && typeof address === 'object';
}
