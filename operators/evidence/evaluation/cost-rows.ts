import type { Route } from '../../../src/model/route';
import { feeBps, fillSlippageBps } from '../../../src/model/route-costs';
import type { CostRow } from '../router/cost-row';

/** The rows whose cost is known (SPEC 4.5). Rows in order of time. */
export function costRows(routes: readonly Route[]): readonly CostRow[] {
  return routes.flatMap((route): readonly CostRow[] => {
    const { ts, symbol, makerStart, status, policy } = route;
    const [fee, slippage] = [feeBps(route), fillSlippageBps(route)];
    if (status !== 'FILLED' || makerStart === undefined || fee === undefined || slippage === undefined)
      return [];
    const { makerFirst, bias, offsetBps } = policy ?? {};
    const isWhole = makerFirst !== undefined && bias !== undefined && offsetBps !== undefined;
    const stated = isWhole ? { maker_first: makerFirst, taker_bias: bias, offset_bps: offsetBps } : undefined;
    return [{ ts, symbol, makerStart, costBps: fee + slippage, policy: stated }];
  });
}
