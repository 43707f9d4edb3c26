import { createConnection, type Socket } from 'node:net';
import {
  NatsConnectionImpl,
  setTransportFactory,
  type NatsConnection,
  type NodeConnectionOptions,
} from '@nats-io/transport-node';
import { NodeTransport, nodeResolveHost } from '@nats-io/transport-node/lib/node_transport';

/** Dials the servers. What is given up leaves no socket behind, also later, when a connection is made anew. */
export function dialled(options: NodeConnectionOptions): Promise<NatsConnection> {
  setTransportFactory({ factory: () => new LinkTransport(), dnsResolveFn: nodeResolveHost });
  return NatsConnectionImpl.connect(options);
}

/**
 * The client keeps the socket of an attempt that was given up: to a server that is halted, or a port that never answers,
 * each would cost one for ever, and the process would not end.
 */
class LinkTransport extends NodeTransport {
  override dial({ hostname, port }: { readonly hostname: string; readonly port: number }): Promise<Socket> {
    return new Promise((resolve, reject) => {
      let failure: Error | undefined;
      const socket = createConnection(port, hostname, () => {
        socket.removeAllListeners();
        resolve(socket);
      });
      socket.on('error', (error) => (failure = error));
      socket.on('close', () => {
        reject(failure ?? new Error('the attempt was given up'));
      });
      socket.setNoDelay(true);
      this.socket = socket;
    });
  }

  override async close(error?: Error): Promise<void> {
    if (!this.connected) this.socket.destroy();
    await super.close(error);
  }
}
