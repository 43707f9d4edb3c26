import { ExactSum } from '../../../src/model/math/exact-sum';
import { finite } from '../../../src/model/values/json';
import { quantile } from '../../../src/model/math/quantile';
import { SortedValues } from '../../../src/model/math/sorted-values';
import type { FromProperties } from '../../../src/model/schemas/from-schema';
import { closed, count, number, numberOrNull, rateOrNull } from '../../../src/model/schemas/shapes';
import type { Trade } from '../../../src/model/trade';
import { Reasons, type Metric } from './metric';

const fields = {
  hold_s_p50: numberOrNull,
  hold_s_p95: numberOrNull,
  legs: count,
  estimated_fees: number,
  entry_unknown: rateOrNull,
  regime_of: closed({ entry: count, exit: count, none: count }),
} as const;

/** How the positions were held and closed, and how much of them is not known. */
export const positions: Metric<FromProperties<typeof fields>, PositionsState> = {
  name: 'positions',
  about:
    'Holding time, closes, opening fees that are estimated, the share of the quantity whose entry is unknown, and whose router row a trade is judged by.',
  fields,
  fold: () => ({
    init: () => new PositionsState(),
    step: (state, trade) => shift(state, trade, 1),
    undo: (state, trade) => shift(state, trade, -1),
    view(state) {
      const none = new Reasons();
      const held = state.heldMs.values();
      const quantity = state.quantity.value();
      const isEmpty = state.legs === 0;
      const unheld = isEmpty ? 'no_trades' : 'no_entry';
      const p50 = none.orNull('hold_s_p50', seconds(quantile(held, 0.5)), unheld);
      const p95 = none.orNull('hold_s_p95', seconds(quantile(held, 0.95)), unheld);
      const unknown =
        quantity > 0 ? finite(Math.min(1, Math.max(0, state.unknown.value() / quantity))) : undefined;
      return {
        view: {
          hold_s_p50: p50,
          hold_s_p95: p95,
          legs: state.legs,
          estimated_fees: state.estimatedFees.value(),
          entry_unknown: none.orNull('entry_unknown', unknown, isEmpty ? 'no_trades' : 'no_quantity'),
          regime_of: { ...state.regimeOf },
        },
        reasons: none.reasons,
      };
    },
  }),
};

class PositionsState {
  /** Where the entry is known. */
  readonly heldMs = new SortedValues();
  legs = 0;
  readonly estimatedFees = new ExactSum();
  readonly quantity = new ExactSum();
  readonly unknown = new ExactSum();
  readonly regimeOf: Record<Trade['regimeOf'], number> = { entry: 0, exit: 0, none: 0 };
}

function shift(state: PositionsState, trade: Trade, by: 1 | -1): PositionsState {
  const { holdMs, quantity } = trade;
  if (holdMs !== undefined) {
    if (by > 0) state.heldMs.add(holdMs);
    else state.heldMs.remove(holdMs);
  }
  state.legs += by * trade.legs;
  state.estimatedFees.add(by * trade.estimatedFeesUsd);
  state.quantity.add(by * quantity);
  state.unknown.add(by * (quantity * trade.entryUnknown));
  state.regimeOf[trade.regimeOf] += by;
  return state;
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}
