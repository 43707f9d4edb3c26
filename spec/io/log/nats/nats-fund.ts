import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineHooks, Engine } from '../../../../src/io/log/engine/engine';
import { readEngineFile } from '../../../../src/io/log/engine/engine-file';
import { NatsLink } from '../../../../src/io/log/nats/nats-link';
import { openEngine } from '../../../../src/io/log/nats/open-engine';
import { makeStreams } from '../../../../src/io/log/nats/stream-settings';
import type { NatsServer } from './nats-server';

export const DAY_MS = 86_400_000;

let funds = 0;

/** A fund with a stream of its own on a server that funds share; gone, as far as the client goes, afterwards. */
export async function withFund<T>(
  server: NatsServer,
  dir: string,
  use: (engine: Engine, link: NatsLink, file: string) => Promise<T>,
): Promise<T> {
  const fund = `fund-${process.pid}-${funds++}`;
  const file = engineFile(dir, { servers: [server.url], tenant: fund, stream: fund });
  const link = await opened(NatsLink.open(await readEngineFile(file), {}));
  const engine = await opened(openEngine(file));
  try {
    await makeStreams(link, { replicas: 1, keepMs: 30 * DAY_MS });
    return await use(engine, link, file);
  } finally {
    await engine.close();
    await link.close();
  }
}

/** Writes an engine.json with these values. */
export function engineFile(dir: string, values: object): string {
  const file = join(dir, `engine-${process.pid}-${funds++}.json`);
  writeFileSync(file, JSON.stringify({ kind: 'nats', tenant: 'fund', ...values }));
  return file;
}

/** The engine of this file, which is not told to stop. */
export function openedEngine(file: string, hooks?: EngineHooks): Promise<Engine> {
  return opened(openEngine(file, hooks));
}

async function opened<T>(opening: Promise<T | undefined>): Promise<T> {
  const it = await opening;
  if (it === undefined) throw new Error('the wait was ended');
  return it;
}
