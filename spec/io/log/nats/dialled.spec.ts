import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect } from 'chai';
import { dialled } from '../../../../src/io/log/nats/dialled';
import { failureOf } from '../../failure-of';

const DIAL = { timeout: 50, maxReconnectAttempts: -1, reconnectTimeWait: 5, reconnectJitter: 0 };
const INFO = 'INFO {"server_id":"x","version":"2.9.10","headers":true,"max_payload":1048576}\r\n';

/** Runs `use` beside what takes connections as a server does; `greet` is given each with its number. */
async function beside(
  greet: (socket: Socket, number: number) => void,
  use: (servers: string[], sockets: readonly Socket[]) => Promise<void>,
): Promise<void> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined).resume();
    greet(socket, sockets.push(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await use([`127.0.0.1:${(server.address() as AddressInfo).port}`], sockets);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('an attempt to reach a server', () => {
  it('leaves no socket where the server takes the connection and says nothing, as one that is halted', () =>
    beside(
      () => undefined,
      async (servers, sockets) => {
        for (const count of [1, 2]) {
          const failure = await failureOf(dialled({ ...DIAL, servers }));
          expect(failure).to.have.property('message').that.contains('timeout');
          await until(() => sockets.length === count && sockets.every(({ closed }) => closed));
        }
      },
    ));

  it('leaves none where a server that was reached is halted, and dialled again', () =>
    beside(
      (socket, number) => {
        if (number > 1) return;
        socket.write(INFO);
        socket.on('data', (sent: Buffer) => sent.includes('PING') && socket.write('PONG\r\n'));
        setTimeout(() => socket.destroy(), 20);
      },
      async (servers, sockets) => {
        const nc = await dialled({ ...DIAL, servers });
        await until(() => sockets.length > 3);
        await nc.close();
        await until(() => sockets.every(({ closed }) => closed));
      },
    ));
});
