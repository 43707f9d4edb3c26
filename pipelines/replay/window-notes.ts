import { UsageError } from '../../src/io/files/failures';
import type { Tally } from '../../src/io/decode/tally';
import { horizonMs, type Settings } from '../../src/model/fund/settings';
import { DAY, HOUR, MINUTE, isoUtc } from '../../src/model/values/time';
import { windowStart, type Window } from '../../src/model/values/window';

/** A window at the end of a replay. */
export interface HeldWindow {
  readonly window: Window;
  /** How many trades it holds. */
  readonly trades: number;
}

/** Refuses a window that begins after all rows: it can hold nothing. */
export function requireReached(window: Window, asOf: number): void {
  if (window.kind === 'since' && window.sinceMs > asOf)
    throw new UsageError(
      `--since was ${isoUtc(window.sinceMs)}; allowed: a moment that the logs reach, and their last row is of ${isoUtc(asOf)}`,
    );
}

/** Where a window holds less than its name says, a line each: the horizon cuts it, or the logs are not that long. */
export function windowNotes(
  held: readonly HeldWindow[],
  { earliest }: Pick<Tally, 'earliest'>,
  asOf: number,
  settings: Settings,
): readonly string[] {
  const horizon = horizonMs(settings);
  if (earliest > asOf) return [];
  const last = held.flatMap(({ window, trades }) => {
    if (window.kind !== 'last' || trades === window.trades) return [];
    const why =
      earliest > asOf - horizon
        ? 'the logs hold no more'
        : `the horizon of ${durationText(horizon)} ends before the last ${window.trades}; set a longer horizon, or ask for --window ${window.name}`;
    return [`${window.name} holds ${trades} trades: ${why}`];
  });
  const longer = held.flatMap(({ window }) =>
    window.kind !== 'last' && window.name !== 'all' && earliest > windowStart(window, asOf) + 1
      ? [window.name]
      : [],
  );
  return longer.length === 0
    ? last
    : [...last, `${longer.join(', ')}: the logs begin ${durationText(asOf - earliest)} before the as-of`];
}

function durationText(ms: number): string {
  const [unit, name] = ms >= 2 * DAY ? [DAY, 'd'] : ms >= 2 * HOUR ? [HOUR, 'h'] : [MINUTE, 'min'];
  return `${Number((ms / unit).toFixed(1))} ${name}`;
}
