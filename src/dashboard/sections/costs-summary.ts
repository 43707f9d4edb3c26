import type { JsonObject } from '../../model/values/json';
import { countAt, numberAt } from '../model/json-fields';
import type { Costs } from '../model/symbol-row';

/** From gross to net of a group, and beside it what its router rows say of slippage and fees. */
export function costsSummary(group: JsonObject, metrics: JsonObject | undefined): Costs {
  return {
    count: countAt(group, 'count'),
    gross_pnl_usd: numberAt(group, 'gross_pnl_usd'),
    fees_usd: numberAt(group, 'fees_usd'),
    funding_usd: numberAt(group, 'funding_usd'),
    net_pnl_usd: numberAt(group, 'net_pnl_usd'),
    fee_flips: numberAt(group, 'fee_flips'),
    mean_slippage_bps: numberAt(metrics ?? {}, 'mean_slippage_bps'),
    mean_fee_bps: numberAt(metrics ?? {}, 'mean_fee_bps'),
  };
}
