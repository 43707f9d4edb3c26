import { FundMeasure } from '../../operators/expectancy/fund/fund-measure';
import { ExactSum } from '../../src/model/math/exact-sum';
import { round9 } from '../../src/model/math/fixed';
import type { Settings } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import type { ExportColumn } from '../../src/io/tables/column';

/** What a day of exits made, and what all days up to it did. */
export interface DayRow {
  readonly day: string;
  readonly net_usd: number;
  readonly positions: number;
  readonly total_net_usd: number;
  /** Null where no capital was stated. */
  readonly daily_return: number | null;
}

/**
 * The days from the first exit to the last, in order; one without an exit made 0. `trades` in order of (ts, symbol, id).
 * The return of a day is its net over the same capital each day: nothing is compounded, as equity has no part in it.
 */
export function dayRows(
  trades: readonly Trade[],
  settings: Settings,
  capitalUsd?: number,
): readonly DayRow[] {
  const { daily } = new FundMeasure(settings).view(trades, { removed: [], added: trades });
  const total = new ExactSum();
  return daily.map(([day, net, positions]) => {
    total.add(net);
    const daily_return = capitalUsd === undefined ? null : net / capitalUsd;
    return { day, net_usd: net, positions, total_net_usd: round9(total.value()), daily_return };
  });
}

/** The columns of a table of days. */
export const DAY_COLUMNS: readonly ExportColumn<DayRow>[] = [
  { name: 'day', kind: 'day', unit: '', about: 'the day of the exits, UTC', of: ({ day }) => day },
  {
    ...{ name: 'net_usd', kind: 'number', unit: 'USD', about: 'net of the positions that ended on it' },
    of: ({ net_usd }) => net_usd,
  },
  {
    ...{ name: 'positions', kind: 'whole', unit: '', about: 'how many they are' },
    of: ({ positions }) => positions,
  },
  {
    ...{ name: 'total_net_usd', kind: 'number', unit: 'USD', about: 'net of all days up to it' },
    of: ({ total_net_usd }) => total_net_usd,
  },
  {
    ...{
      name: 'daily_return',
      kind: 'number',
      unit: 'share',
      about: 'net_usd / --capital; empty without it',
    },
    of: ({ daily_return }) => daily_return,
  },
];
