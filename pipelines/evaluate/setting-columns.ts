import type { SettingColumns } from '../../operators/evidence/settings/nested-choice';
import { settingsGrid, type NamedSettings } from '../../operators/evidence/settings/settings-grid';
import { SettingsMeasure } from '../../operators/evidence/settings/settings-measure';
import type { AdvisedTrade } from '../../operators/evidence/walk/advised-trade';
import { instantOf } from '../../operators/evidence/walk/entry-time';
import type { WholeJoin } from '../../operators/join/known-join';
import type { Desk } from '../../src/model/fund/desk';
import { durationMs } from '../../src/model/fund/settings';
import type { History } from './history';
import { measuredAt } from './measured-at';

/**
 * What each setting of the grid would have given the trades whose R is known, at the moments of their advice. Always
 * computed, since nobody published it. Trades in order of (ts, symbol, id).
 */
export function settingColumns(
  history: History,
  whole: WholeJoin,
  desk: Desk,
  trades: readonly AdvisedTrade[],
  delayMs: number,
  grid: readonly NamedSettings[] = settingsGrid(desk.settings),
): SettingColumns {
  const known = trades.flatMap(({ trade, entryTs }) =>
    trade.r === undefined ? [] : [{ symbol: trade.symbol, ts: trade.ts, r: trade.r, entryTs }],
  );
  const tickMs = durationMs(desk.settings.tick);
  const byMoment = new Map<number, number[]>();
  for (const [i, { entryTs }] of known.entries()) {
    const moment = instantOf(entryTs, delayMs, tickMs);
    const there = byMoment.get(moment);
    if (there === undefined) byMoment.set(moment, [i]);
    else there.push(i);
  }
  const measure = new SettingsMeasure(desk, grid);
  const places = new Map(measure.symbols.map((symbol, place) => [symbol, place]));
  const multiples = grid.map(() => new Float64Array(known.length));
  const moments = [...byMoment.keys()].sort((a, b) => a - b);
  let next = 0;
  for (const bySetting of measuredAt(history, whole, desk, moments, measure)) {
    for (const i of byMoment.get(moments[next] ?? NaN) ?? []) {
      const place = places.get(known[i]?.symbol ?? '') ?? -1;
      for (const [s, column] of multiples.entries()) column[i] = bySetting[s]?.multipleAt(place) ?? 0;
    }
    next++;
  }
  return {
    names: grid.map(({ name }) => name),
    multiples,
    rs: known.map(({ r }) => r),
    entries: known.map(({ entryTs }) => entryTs),
    closes: known.map(({ ts }) => ts),
  };
}
