import type { FromProperties } from '../../../src/model/schemas/from-schema';
import { number, numberOrNull } from '../../../src/model/schemas/shapes';
import type { Trade } from '../../../src/model/trade';
import { MaxDrawdown } from './max-drawdown';
import { Reasons, type Metric } from './metric';

const fields = {
  max_drawdown: number,
  max_drawdown_r: numberOrNull,
  drawdown_adjusted: numberOrNull,
} as const;

/** The deepest fall of cumulative net and of cumulative R from their peaks, which start at 0. */
export const drawdown: Metric<FromProperties<typeof fields>, DrawdownState> = {
  name: 'drawdown',
  about:
    'Largest fall of cumulative net (USD) and of cumulative R from a peak; closes of one moment are netted first.',
  fields,
  fold: () => ({
    init: () => new DrawdownState(),
    step(state, trade: Trade) {
      const { netUsd, r } = trade;
      if (trade.ts !== state.ts) {
        state.net.closeMoment();
        state.r.closeMoment();
        state.ts = trade.ts;
      }
      state.count++;
      state.net.add(netUsd);
      if (r !== undefined) {
        state.known++;
        state.r.add(r);
      }
      return state;
    },
    view({ net, r, count, known }) {
      const none = new Reasons();
      const depth = net.depth();
      const adjusted = count === 0 ? undefined : net.total() / count - depth / count;
      return {
        view: {
          max_drawdown: depth,
          max_drawdown_r: none.orNull(
            'max_drawdown_r',
            known === 0 && count > 0 ? undefined : r.depth(),
            'no_risk_basis',
          ),
          drawdown_adjusted: none.orNull('drawdown_adjusted', adjusted, 'no_trades'),
        },
        reasons: none.reasons,
      };
    },
  }),
};

class DrawdownState {
  readonly net = new MaxDrawdown();
  readonly r = new MaxDrawdown();
  count = 0;
  known = 0;
  ts = NaN;
}
