import type { Engine, EngineHooks, EngineState } from '../../../src/io/log/engine/engine';
import type { SeenHealth } from '../../../src/io/publish/health';
import type { Incident } from '../../../src/io/publish/incidents';
import { followUntil, type Following, type Watched } from '../../live/drive';

/** How an engine is opened; undefined: told to stop before. */
export type OpenEngine = (hooks: EngineHooks) => Promise<Engine | undefined>;

export interface OverEngineOptions {
  readonly open: OpenEngine;
  readonly onIncident: (incident: Incident) => void;
  /** Given what runs over the engine, once it does. */
  readonly onStart?: ((watched: Watched) => void) | undefined;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Has something run over an engine, from when that can be reached until told to stop. Throws what ended it before. */
export async function overEngine<H extends SeenHealth>(
  { open, onIncident, onStart, signal }: OverEngineOptions,
  start: (engine: Engine) => Following<H>,
): Promise<void> {
  let following: Following<H> | undefined;
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
    following = start(engine);
    onStart?.(following);
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
