import { refuseNetworkFiles } from '../../src/io/files/network-files';
import type { Engine, EngineHooks, EngineState } from '../../src/io/log/engine/engine';
import type { Following, Standby } from '../live/drive';
import { followUntil } from '../live/follow-until';
import type { FollowerOptions } from '../live/journal-follower';
import { followLog } from './follow-log';

/** How an engine is opened; undefined: told to stop before. */
export type OpenEngine = (hooks: EngineHooks) => Promise<Engine | undefined>;

export interface EngineFollowOptions extends Standby<FollowerOptions> {
  readonly open: OpenEngine;
  /** The version of the program. */
  readonly program: string;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Follows the log on an engine, from when that can be reached until told to stop. Throws a UsageError where the output
 * directory may be written by other machines as well, and what ended it.
 */
export async function followEngine(options: EngineFollowOptions): Promise<void> {
  const { out, open, onIncident, signal } = options;
  await refuseNetworkFiles(out);
  let following: Following | undefined;
  const warn = (code: string, message: string): void => {
    onIncident({ level: 'warn', code, message, phase: 'event' });
  };
  const engine = await open({
    signal,
    onWarning: (message) => {
      warn('engine_file', message);
    },
    onState: (state) => {
      const text = reachText(state);
      if (following !== undefined) following.warn('engine', text);
      else if (text !== undefined) warn('engine', text);
    },
  });
  if (engine === undefined) return;
  try {
    following = followLog({ ...options, log: engine.log, name: `the log of ${engine.tenant}` });
    await followUntil(following, signal);
  } finally {
    await engine.close();
  }
}

function reachText(state: EngineState): string | undefined {
  return state.kind === 'connected'
    ? undefined
    : `${state.servers} cannot be reached: ${state.reason}; the files stay as they are`;
}
