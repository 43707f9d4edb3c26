import { UnsureError } from '../../io/log/commit-log';
import { UsageError, WorldError } from '../../io/files/failures';
import type { Engine } from '../../io/log/engine/engine';
import { openEngine } from '../../io/log/nats/open-engine';
import { printNote } from '../terminal/print';

const PATIENCE_MS = 10_000;

/** What every action on an engine takes. */
export interface EngineFlags {
  readonly engine: string;
}

/**
 * Opens an engine for a command that a person waits for, and closes it after use. A server that cannot be reached within
 * 10 seconds is a WorldError.
 */
export async function withEngine<T>(
  { engine: file }: EngineFlags,
  use: (engine: Engine) => Promise<T>,
): Promise<T> {
  let reason = 'no answer';
  const engine = await openEngine(file, {
    signal: AbortSignal.timeout(PATIENCE_MS),
    onWarning: (message) => {
      printNote(`warning: ${message}`);
    },
    onState: (state) => {
      if (state.kind !== 'waiting') return;
      reason = `${state.servers}: ${state.reason}`;
      printNote(`waiting for ${reason}`);
    },
  });
  if (engine === undefined) throw new WorldError(`the engine of ${file}`, 'reach', new Error(reason));
  try {
    return await use(engine);
  } catch (error) {
    if (!(error instanceof UnsureError)) throw error;
    throw new WorldError(
      `the engine of ${file}`,
      'reach',
      `${error.message}; whether it was done is not known`,
    );
  } finally {
    await engine.close();
  }
}

/** A list of names, parted by commas. */
export function namesOption(name: string, value: string | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const names = value.split(',').map((each) => each.trim());
  if (names.includes('') || new Set(names).size !== names.length)
    throw new UsageError(
      `${name} was "${value}"; allowed: names parted by commas, each once, such as exec-a,exec-b`,
    );
  return names;
}
