import { openGraph } from '../../../pipelines/journal/push-graph';
import { WATERMARK_SOURCE } from '../../../src/io/journal/arrival-batch';
import { LOGS } from '../../../src/io/logs/log-stems';
import { decodeRow } from '../../../src/io/decode/decode-row';
import type { Batch, MarketEvent } from '../../../src/model/event';
import type { Desk } from '../../../src/model/fund/desk';
import { DAY } from '../../../src/model/values/time';
import { SHARES } from '../../../src/simulate/market/shares';
import { symbolProfiles } from '../../../src/simulate/market/symbol-profiles';
import { dayEntries, logLines, type LogLine } from '../../../src/simulate/rows/lines';
import { type CarriedPositions, drawSlot } from '../../../src/simulate/trading/slot';
import { traderOf } from '../../../src/simulate/trading/trader';
import { sumOf } from '../../simulate/history';
import { START_MS, TRADES_PER_DAY } from './earning-fund';
import { sharesOf } from './published-advice';

/** How a symbol comes back: days since it is good. */
export interface Return {
  /** Until the advised size is at least the minimum order. */
  readonly firstOrder: number | undefined;
  /** Until the weight is at least half of its cap. */
  readonly halfOfCap: number | undefined;
  /** Mean share of its cap over the last 30 of 60 days. */
  readonly lateShare: number;
}

export const SYMBOLS = 6;
const RETURNING = 'BTCUSDT';
const BAD_EDGE_R = -0.3;
const BAD_DAYS = 30;
const GOOD_DAYS = 60;
const STEP_MS = DAY / TRADES_PER_DAY;
// No position outlasts its slot, for the next one may not come.
const ONLY_WHOLE = { ...SHARES, flip: 0, reduced: 0 };

/**
 * A fund that trades each enabled symbol at its cap for 30 days, and for the 60 days that follow at the weight of the
 * moment, every four hours: a weight of 0 is not traded and makes no rows. The returning symbol has a true edge of −0.3 R
 * in the first 30 days, and 0.5 R from then on.
 */
export function returnOf(desk: Desk, seed: number, navUsd: number): Return {
  const cast = symbolProfiles({ seed, symbols: SYMBOLS }).filter(({ enabled }) => enabled);
  const desks = cast.map((profile) => ({
    profile,
    trader: traderOf(profile, ONLY_WHOLE, seed, SYMBOLS),
    standing: {} satisfies CarriedPositions,
  }));
  const graph = openGraph(desk, START_MS - 1);
  const returning: { readonly share: number; readonly sizeUsd: number }[] = [];
  for (let step = 0; step < (BAD_DAYS + GOOD_DAYS) * TRADES_PER_DAY; step++) {
    const fromMs = START_MS + step * STEP_MS;
    const isBad = step < BAD_DAYS * TRADES_PER_DAY;
    graph.feed(batchOf('snapshots', [equityAt(fromMs, navUsd)]));
    const allocation = graph.feed(watermarkAfter(fromMs)).at(-1)?.files.allocation;
    if (allocation?.kind !== 'answered') throw new Error(`no allocation at ${fromMs}`);
    const rows = allocation.value.symbols;
    const shares = sharesOf(rows);
    const own = rows.find(({ symbol }) => symbol === RETURNING);
    returning.push({ share: shares.get(RETURNING) ?? 0, sizeUsd: own?.suggested_size_usd ?? 0 });
    const entries = desks.flatMap(({ profile, trader, standing }) => {
      const capUsd = navUsd * (rows.find(({ symbol }) => symbol === profile.symbol)?.base_cap ?? 0);
      const notionalUsd = isBad ? capUsd : capUsd * (shares.get(profile.symbol) ?? 0);
      if (notionalUsd === 0) return [];
      const edgeR = isBad && profile.symbol === RETURNING ? BAD_EDGE_R : profile.edgeR;
      const now = { ...trader, profile: { ...profile, edgeR, notionalUsd } };
      const slot = { fromUs: fromMs * 1000, untilUs: (fromMs + STEP_MS) * 1000, staysOpen: false };
      return dayEntries(now, [drawSlot(now, standing, slot)], undefined);
    });
    graph.feed(batchOf('rows', logLines(entries).flatMap(eventOf)));
  }
  graph.close();
  const least = desk.minNotionalUsd ?? 0;
  const after = returning.slice(BAD_DAYS * TRADES_PER_DAY);
  const late = after.slice(-30 * TRADES_PER_DAY);
  return {
    firstOrder: dayOf(after.findIndex(({ sizeUsd }) => sizeUsd > 0 && sizeUsd >= least)),
    halfOfCap: dayOf(after.findIndex(({ share }) => share >= 0.5)),
    lateShare: sumOf(late, ({ share }) => share) / late.length,
  };
}

function eventOf({ stem, text }: LogLine): readonly MarketEvent[] {
  const decoded = decodeRow(Buffer.from(text, 'latin1'), LOGS[stem], Infinity);
  return decoded.kind === 'event' ? [decoded.event] : [];
}

function dayOf(index: number): number | undefined {
  return index === -1 ? undefined : index / TRADES_PER_DAY;
}

function equityAt(ts: number, equityUsd: number): MarketEvent {
  const unknown = { peakUsd: undefined, drawdownPct: undefined };
  return { kind: 'equity', ts, origin: 'series', equityUsd, unreadable: false, ...unknown };
}

function batchOf(source: string, events: readonly MarketEvent[]): Batch {
  return { source, events, first: Infinity, latest: -Infinity, ended: false, late: 0 };
}

/** All rows up to a moment are told: the tick of that moment may come. */
function watermarkAfter(ms: number): Batch {
  return { ...batchOf(WATERMARK_SOURCE, []), latest: ms + 1, watermark: ms + 1 };
}
