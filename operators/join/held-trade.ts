import type { AttemptLink, Episode } from '../../src/model/episode';
import type { Trade } from '../../src/model/trade';

/** An episode as last derived, and the trade that was last emitted for it. */
export class HeldTrade {
  emitted: Trade | undefined;
  // Read at every step of a search.
  readonly ts: number;

  constructor(
    readonly episode: Episode,
    /** The trade that it replaces at its place. */
    emitted?: Trade,
  ) {
    this.emitted = emitted;
    this.ts = episode.ts;
  }

  /** The ids by which router rows are looked for, each once. Made when they are asked for. */
  get links(): readonly string[] {
    const { entryAttempts, exitAttempts } = this.episode;
    const links = new Set<string>();
    for (const attempt of entryAttempts) for (const id of idsOf(attempt)) links.add(id);
    for (const attempt of exitAttempts) for (const id of idsOf(attempt)) links.add(id);
    return [...links];
  }

  get id(): string {
    return this.episode.id;
  }

  get symbol(): string {
    return this.episode.symbol;
  }
}

/** Both ids of an attempt, in the order in which they are asked. */
export function idsOf({ attemptId, intentId }: AttemptLink): readonly string[] {
  return [attemptId, intentId].filter((id) => id !== undefined);
}
