import type { CutView } from '../../../operators/expectancy/group-view';
import { rounded } from '../../model/math/round';

/**
 * The numbers of a group by their names in CSV and JSON, which are those of the export. The bar allows for as many
 * intervals as there are groups.
 */
export function groupRecord(key: string, view: CutView) {
  const [low, high] = view.r_interval ?? [null, null];
  const [barLow, barHigh] = view.r_interval_adjusted ?? [null, null];
  const [least, most] = view.notional_usd ?? [null, null];
  return rounded({
    key,
    count: view.count,
    wins: view.wins,
    losses: view.losses,
    flats: view.flats,
    hit_rate: view.hit_rate,
    gross_pnl_usd: view.gross_pnl_usd,
    fees_usd: view.fees_usd,
    funding_usd: view.funding_usd,
    net_pnl_usd: view.net_pnl_usd,
    expectancy: view.expectancy,
    known_r: view.known_r,
    avg_r: view.avg_r,
    r_interval_low: low,
    r_interval_high: high,
    r_interval_adjusted_low: barLow,
    r_interval_adjusted_high: barHigh,
    clears_bar: view.clears_bar ?? false,
    notional_usd_low: least,
    notional_usd_high: most,
  });
}

export type GroupRecord = ReturnType<typeof groupRecord>;

const FIELDS = [
  'key',
  'count',
  'wins',
  'losses',
  'flats',
  'hit_rate',
  'gross_pnl_usd',
  'fees_usd',
  'funding_usd',
  'net_pnl_usd',
  'expectancy',
  'known_r',
  'avg_r',
  'r_interval_low',
  'r_interval_high',
  'r_interval_adjusted_low',
  'r_interval_adjusted_high',
  'clears_bar',
  'notional_usd_low',
  'notional_usd_high',
] as const satisfies readonly (keyof GroupRecord)[];

/** The columns of the records as CSV. */
export const GROUP_RECORD_COLUMNS = FIELDS.map((name) => ({
  name,
  of: (record: GroupRecord) => record[name],
}));
