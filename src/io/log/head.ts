import { durationMs, horizonMs, settingsFrom } from '../../model/fund/settings';
import { canonicalJson } from '../../model/values/json';
import { DAY } from '../../model/values/time';
import type { HeadRecord, LogState } from './log-records';
import { controlSeal } from './message-text';

/**
 * Heads: what the log adds up to, told in the log once a day, so that a reader need not begin at its beginning. Another
 * message may have come before a head that did not know of it: such a head is wrong, and changes nothing. A right one
 * is part of what the log adds up to from then on, so the next head vouches for it.
 */

/** So far beyond the joint promise a row may be without being noted apart. */
export const AHEAD_MS = DAY;

/** Whether a head is due: the joint promise has reached another day than that of the last one. */
export function isHeadDue({ fund, ticks, head, begun }: LogState): boolean {
  return fund !== undefined && dayOf(ticks.watermark) > dayOf(head?.promise ?? begun ?? 0);
}

/** What a log adds up to after a head: where that is right, it is the last one. */
export function atHead(state: LogState, head: HeadRecord): LogState {
  if (textOf(head.state) !== textOf(state)) return state;
  const { watermark } = state.ticks;
  const number = state.head === undefined ? 0 : state.head.number + 1;
  const { latest = -Infinity, ahead = {}, ...rest } = state;
  const isAhead = latest > watermark + AHEAD_MS;
  const kept = Object.entries(ahead).filter(([, ts]) => ts > watermark - keptMs(state));
  const after = Object.fromEntries(isAhead ? [...kept, [String(number), latest]] : kept);
  return { ...rest, head: { number, seal: controlSeal(head), promise: watermark }, ahead: after };
}

// Those of before are not asked for any more.
function keptMs({ fund }: LogState): number {
  if (fund === undefined) return Infinity;
  const settings = settingsFrom(fund.config.files.settings);
  return Math.max(durationMs(settings.journal_keep), horizonMs(settings) + DAY);
}

// Equal states, equal texts: also where one of them was read.
function textOf(state: LogState): string {
  return canonicalJson(JSON.parse(JSON.stringify(state)));
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY);
}
