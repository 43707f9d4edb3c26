import type { CutView } from '../../../operators/expectancy/group-view';
import { rounded } from '../../model/math/round';

/** The numbers of a group by their names in CSV and JSON. The bar allows for as many intervals as there are groups. */
export function groupRecord(group: string, view: CutView) {
  const [low, high] = view.r_interval ?? [null, null];
  const [barLow, barHigh] = view.r_interval_adjusted ?? [null, null];
  const [least, most] = view.notional_usd ?? [null, null];
  return rounded({
    group,
    trades: view.count,
    wins: view.wins,
    losses: view.losses,
    flats: view.flats,
    hit_rate: view.hit_rate,
    gross_usd: view.gross_pnl_usd,
    fees_usd: view.fees_usd,
    funding_usd: view.funding_usd,
    net_usd: view.net_pnl_usd,
    net_per_trade_usd: view.expectancy,
    known_r: view.known_r,
    avg_r: view.avg_r,
    r_low: low,
    r_high: high,
    r_low_adjusted: barLow,
    r_high_adjusted: barHigh,
    clears_bar: view.clears_bar ?? false,
    notional_from_usd: least,
    notional_to_usd: most,
  });
}

export type GroupRecord = ReturnType<typeof groupRecord>;

const FIELDS = [
  'group',
  'trades',
  'wins',
  'losses',
  'flats',
  'hit_rate',
  'gross_usd',
  'fees_usd',
  'funding_usd',
  'net_usd',
  'net_per_trade_usd',
  'known_r',
  'avg_r',
  'r_low',
  'r_high',
  'r_low_adjusted',
  'r_high_adjusted',
  'clears_bar',
  'notional_from_usd',
  'notional_to_usd',
] as const satisfies readonly (keyof GroupRecord)[];

/** The columns of the records as CSV. */
export const GROUP_RECORD_COLUMNS = FIELDS.map((name) => ({
  name,
  of: (record: GroupRecord) => record[name],
}));
