import type { CloseJoin } from '../../../../operators/coverage/close-joins';
import type { PositionField } from '../../../../operators/coverage/coverage';
import type { CloseField, FillField, RouterRowField } from '../../../../operators/coverage/row-fields';

/** What the numbers are without a field, where a row lacks it. */

export const OF_POSITIONS: Readonly<Record<PositionField, string>> = {
  entry:
    'part of the quantity has no opening fill: its opening fee is estimated or missing, and where nothing of the entry is known there is no holding time',
  router_row: 'regime unknown|none: these positions say nothing of maker, taker or slippage',
  notional: 'no return in bps, and no R unless a risk was recorded',
  r: 'they count in USD alone; a symbol with 20 positions and fewer than 20 known R gets no weight (no_risk_basis)',
};

export const OF_CLOSES: Readonly<Record<CloseField | CloseJoin, string>> = {
  fee: 'counts as 0, and no opening fee is added: net is before these fees',
  funding: 'counts as 0: net is before this funding',
  strategy: 'a position without one counts as unattributed, and no strategy’s stop gives its risk',
  attempt: 'its position finds a router row only by its opening fills',
  order_id: 'no fill row can confirm its fee: no opening fee is added',
  sizes:
    'no opening fill is matched: closes of one attempt at most an hour apart are one position (no_sizes), without opening fee and holding time',
  risk: 'R takes the stop of the strategy, else fallback_risk_bps of the notional',
  notional: 'taken from the opening fills, else from the router row',
  router_row: 'its position finds a router row only by its opening fills',
  fill_row:
    'nothing confirms the closing fee: no opening fee is added (fees_as_written), and the exit price is unknown',
};

export const OF_FILLS: Readonly<Record<FillField, string>> = {
  side: 'it opens no position: entries stay unknown',
  quantity: 'it counts nowhere: it opens nothing and confirms no fee',
  price: 'no P&L is recomputed from it, and it gives no notional',
  fee: 'an opening fee counts as 0: net is before it; a closing order without one confirms no fee',
  order_id: 'each row counts as an order of its own, though rows of one order are cumulative',
  attempt: 'its position finds a router row only by its close',
};

export const OF_ROUTER_ROWS: Readonly<Record<RouterRowField, string>> = {
  attempt: 'no close can be joined to it',
  maker_start: 'the path of its regime is unknown, and it moves neither bias nor offset',
  is_maker_final: 'the path of its regime is unknown; not in the maker fill rate, and it moves no offset',
  used_fallback: 'not in the fallback rate',
  slippage: 'its regime has no band (none); not in slippage and cost, and it moves no bias',
  notional: 'its fee has no bps; a position without another notional has no R',
  fee: 'not in the mean fee and the cost, and it moves no bias',
  latency: 'not in the latency',
  result: 'not in the share of clean fills, which is the liquidity of a score',
  policy: 'the current policy is that of other rows, else of router_health.json, else the default',
};

/** What follows where no row has it. */
export const OF_NO_ROUTER_ROW: Readonly<Partial<Record<RouterRowField, string>>> = {
  maker_start: 'every regime is unknown; neither bias nor offset moves',
  is_maker_final: 'no regime of a maker start is known; the reliability of each score is its prior',
  used_fallback: 'the reliability of each score is its prior; the router quality is unknown, unless broken',
  slippage:
    'no regime has a band; the tail of each score is its prior, its cost at most that; the router quality is unknown, unless broken',
  fee: 'the cost of each score is at most its prior; no bias moves',
  latency: 'the latency of each score is its prior; the router quality is at most ok',
  result: 'the liquidity of each score is its prior',
};
