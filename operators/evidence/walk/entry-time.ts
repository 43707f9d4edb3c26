import type { AttemptLink } from '../../../src/model/episode';
import type { Trade } from '../../../src/model/trade';

/** Where the time is taken from at which a trade was entered, the surest first. */
export const ENTRY_SOURCES = ['fill', 'recorded', 'ack', 'route', 'close'] as const;
export type EntrySource = (typeof ENTRY_SOURCES)[number];

export interface TradeEntry {
  readonly ts: number;
  readonly source: EntrySource;
}

/** What rows other than fills say of the entry of a trade; undefined where they say nothing. */
export interface EntryHints {
  /** The time of opening that the first close states. */
  readonly recordedTs: number | undefined;
  /** The first acknowledgement of the attempt's other orders. */
  readonly ackTs: number | undefined;
  /** The first router row of the attempt that is not that of the close. */
  readonly routeTs: number | undefined;
}

export const NO_HINTS: EntryHints = { recordedTs: undefined, ackTs: undefined, routeTs: undefined };

/**
 * When a trade was entered: the surest source that is not after its close; none: `assumedHoldingMs` before it. What a row
 * other than a fill states as the very moment of the close says no more than the close.
 */
export function entryOf(
  trade: Pick<Trade, 'ts' | 'entryTs'>,
  hints: EntryHints,
  assumedHoldingMs: number,
): TradeEntry {
  const told: readonly (readonly [EntrySource, number | undefined])[] = [
    ['fill', trade.entryTs],
    ['recorded', hints.recordedTs],
    ['ack', hints.ackTs],
    ['route', hints.routeTs],
  ];
  for (const [source, ts] of told) {
    if (ts === undefined || ts > trade.ts) continue;
    if (ts < trade.ts || source === 'fill') return { ts, source };
  }
  return { ts: trade.ts - assumedHoldingMs, source: 'close' };
}

/** The attempts by which the entry is looked for: those that opened it, else those that closed it. */
export function entryAttemptsOf({ episode }: Pick<Trade, 'episode'>): readonly AttemptLink[] {
  return episode.entryAttempts.length > 0 ? episode.entryAttempts : episode.exitAttempts;
}

/** The moment whose advice was in force: the last tick that is `delayMs` before the entry. */
export function instantOf(entryTs: number, delayMs: number, tickMs: number): number {
  return Math.floor((entryTs - delayMs) / tickMs) * tickMs;
}
