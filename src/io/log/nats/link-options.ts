import { readFile, stat } from 'node:fs/promises';
import {
  credsAuthenticator,
  nkeyAuthenticator,
  type Authenticator,
  type NodeConnectionOptions,
} from '@nats-io/transport-node';
import { reaching, reasonOf, UsageError } from '../../files/failures';
import type { EngineSettings } from '../engine/engine-file';

// An answer of a server that is well takes a few milliseconds.
export const REQUEST_MS = 1500;
const DIAL_MS = 3000;
const REDIAL_MS = 250;
// Of a server that is stopped, not ended: nothing tells of it but silence.
const PING_MS = 5000;

const SEED = /^SU[A-Z2-7]{56}$/m;

/** How the servers of an engine are dialled. What its files lack is a UsageError; `warn` is told what is doubtful. */
export async function linkOptions(
  engine: EngineSettings,
  warn: (message: string) => void,
): Promise<NodeConnectionOptions> {
  const { servers, tls, ca, nkeyFile, credsFile } = engine;
  const authenticator =
    nkeyFile !== undefined
      ? nkeyAuthenticator(Buffer.from(seedIn(nkeyFile, await secret(nkeyFile, warn))))
      : credsFile !== undefined
        ? credsAuthenticator(Buffer.from(await secret(credsFile, warn)))
        : undefined;
  if (authenticator !== undefined) refuseNoKey(nkeyFile ?? credsFile, authenticator);
  return {
    name: `intel ${process.pid}`,
    servers: [...servers],
    ...(tls ? { tls: ca === undefined ? {} : { ca: await text(ca) } } : {}),
    ...(authenticator === undefined ? {} : { authenticator }),
    // Others than those of engine.json may not be reached from here, and their names were not chosen by a person.
    ignoreClusterUpdates: true,
    // Who is refused may be let in again after a change of the server’s configuration.
    ignoreAuthErrorAbort: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: REDIAL_MS,
    ...{ reconnectJitter: REDIAL_MS, reconnectJitterTLS: REDIAL_MS },
    timeout: DIAL_MS,
    ...{ pingInterval: PING_MS, maxPingOut: 2 },
  };
}

async function secret(file: string, warn: (message: string) => void): Promise<string> {
  const content = await text(file);
  const { mode } = await reaching(file, 'read', () => stat(file));
  if ((mode & 0o004) !== 0) warn(`everybody on this machine can read ${file}; chmod 600 it`);
  return content;
}

function text(file: string): Promise<string> {
  return reaching(file, 'read', () => readFile(file, 'utf8'));
}

// It is tried here: where it is used, its failure would look like that of a server, and be waited for.
function refuseNoKey(file = 'the key', authenticator: Authenticator): void {
  try {
    authenticator('nonce');
  } catch (error) {
    throw new UsageError(
      `${file}: what it holds is no key (${reasonOf(error)}); allowed: one as \`intel engine key\` writes it, or the server’s owner`,
    );
  }
}

// What is found is a secret, whatever it is: it is not told.
function seedIn(file: string, content: string): string {
  const [seed] = SEED.exec(content) ?? [];
  if (seed === undefined)
    throw new UsageError(
      `${file}: has no seed of a user; allowed: a line of SU and 56 letters and digits, as \`intel engine key\` writes it`,
    );
  return seed;
}
