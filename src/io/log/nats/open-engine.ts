import { codeOf, reasonOf, UsageError } from '../../files/failures';
import type { Engine, EngineHooks } from '../engine/engine';
import { readEngineFile } from '../engine/engine-file';

const PACKAGES = '@nats-io/jetstream@3.3.1 @nats-io/kv@3.3.1 @nats-io/transport-node@3.3.1';

/**
 * Opens the engine that this engine.json names, as soon as a server of it can be reached; undefined when told to stop
 * before. Loads the client of the server; nothing else does.
 */
export async function openEngine(file: string, hooks: EngineHooks = {}): Promise<Engine | undefined> {
  const settings = await readEngineFile(file);
  return loaded(file).natsEngine(settings, hooks);
}

function loaded(file: string): typeof import('./nats-engine') {
  try {
    return require('./nats-engine') as typeof import('./nats-engine');
  } catch (error) {
    if (codeOf(error) !== 'MODULE_NOT_FOUND' || !reasonOf(error).includes('@nats-io/')) throw error;
    throw new UsageError(
      `${file} names an engine, and its packages are not installed: npm install ${PACKAGES}`,
    );
  }
}
