import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { IN_MEMORY } from '../../temp-dir';
import type { WithLog } from '../log-under-test';
import { withFund } from './nats-fund';
import { NatsServer } from './nats-server';

/** A server that the specs of a `describe` share. */
export function sharedServer(conf?: string): {
  readonly server: () => NatsServer;
  readonly dir: () => string;
} {
  let dir = '';
  let server: NatsServer | undefined;
  before(async () => {
    dir = mkdtempSync(join(IN_MEMORY, 'intel-nats-'));
    server = await NatsServer.start(join(dir, 'server'), conf);
  });
  after(async () => {
    await server?.end();
    rmSync(dir, { recursive: true, force: true });
  });
  return {
    server: () => {
      if (server === undefined) throw new Error('the server is not started yet');
      return server;
    },
    dir: () => dir,
  };
}

/** New, empty logs on a server that they share. */
export function withNatsLogs(): WithLog {
  const { server, dir } = sharedServer();
  return (use) =>
    withFund(server(), dir(), async ({ log }, { jsm, engine }) => {
      await use({
        log,
        prune: async (upTo) => {
          await jsm.streams.purge(engine.stream, { seq: Number(upTo) + 1 });
        },
        keep: () => server().keepStore(),
      });
    });
}
