import { writeFile } from 'node:fs/promises';
import { codeOf, reaching, reasonOf, UsageError } from '../../files/failures';
import type { Engine, EngineHooks } from '../engine/engine';
import { readEngineFile, type EngineSettings } from '../engine/engine-file';

const PACKAGES = '@nats-io/jetstream@3.3.1 @nats-io/kv@3.3.1 @nats-io/transport-node@3.3.1';

/**
 * Opens the engine that this engine.json names, as soon as a server of it can be reached; undefined when told to stop
 * before. Loads the client of the server; nothing else does.
 */
export async function openEngine(file: string, hooks: EngineHooks = {}): Promise<Engine | undefined> {
  return openEngineOf(await readEngineFile(file), hooks);
}

/** The same of an engine whose settings are known. */
export function openEngineOf(settings: EngineSettings, hooks: EngineHooks = {}): Promise<Engine | undefined> {
  return loaded(`${settings.path} names an engine`).natsEngine(settings, hooks);
}

/** Makes a key to be known by, and writes its secret half to a new file. The answer is the other half. */
export async function newKeyFile(file: string): Promise<string> {
  const { seed, publicKey } = loaded('a key is of an engine').newUserKey();
  await reaching(file, 'write', () => writeFile(file, `${seed}\n`, { mode: 0o600, flag: 'wx' }));
  return publicKey;
}

function loaded(why: string): typeof import('./nats-engine') {
  try {
    return require('./nats-engine') as typeof import('./nats-engine');
  } catch (error) {
    if (codeOf(error) !== 'MODULE_NOT_FOUND' || !reasonOf(error).includes('@nats-io/')) throw error;
    throw new UsageError(`${why}, and its packages are not installed: npm install ${PACKAGES}`);
  }
}
