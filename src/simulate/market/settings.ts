import type { Shares } from './shares';

/** What a simulated history is a function of; equal settings give equal bytes. `tradesPerDay` counts intents per symbol. */
export interface SimulationSettings {
  readonly seed: number;
  readonly symbols: number;
  readonly days: number;
  readonly tradesPerDay: number;
  readonly startMs: number;
  readonly rotateBytes: number;
  readonly backups: number;
  readonly noise: boolean;
  /** Shares that differ from the usual ones. */
  readonly shares?: Partial<Shares>;
}

/** One file of the history: its path relative to the output directory, and its whole content. */
export interface SimulatedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Throws a RangeError that names the first setting outside its range. */
export function checkSettings(settings: SimulationSettings): void {
  for (const [name, least] of LEAST) {
    const value = settings[name];
    if (!Number.isSafeInteger(value) || value < least) {
      throw new RangeError(`${name} must be an integer of at least ${least}, was ${value}`);
    }
  }
}

const LEAST = [
  ['seed', 0],
  ['symbols', 1],
  ['days', 1],
  ['tradesPerDay', 1],
  ['startMs', 0],
  ['rotateBytes', 1],
  ['backups', 1],
] as const;
