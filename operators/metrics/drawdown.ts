import { RunningSum } from '../../src/model/running-sum';
import { number, numberOrNull } from '../../src/model/schemas/shapes';
import type { Trade } from '../../src/model/trade';
import { Reasons, type Metric } from './metric';

export interface DrawdownView {
  readonly max_drawdown: number;
  readonly max_drawdown_r: number | null;
  readonly drawdown_adjusted: number | null;
}

/** The deepest fall of cumulative net and of cumulative R from their peaks, which start at 0. */
export const drawdown: Metric<
  DrawdownView,
  { readonly net: Fall; readonly r: Fall; count: number; known: number; ts: number }
> = {
  name: 'drawdown',
  about:
    'Largest fall of cumulative net (USD) and of cumulative R from a peak; closes of one moment are netted first.',
  fields: { max_drawdown: number, max_drawdown_r: numberOrNull, drawdown_adjusted: numberOrNull },
  fold: () => ({
    init: () => ({ net: new Fall(), r: new Fall(), count: 0, known: 0, ts: NaN }),
    step(state, trade: Trade) {
      if (trade.ts !== state.ts) {
        state.net.settle();
        state.r.settle();
        state.ts = trade.ts;
      }
      state.count++;
      state.net.add(trade.netUsd);
      if (trade.r !== undefined) {
        state.known++;
        state.r.add(trade.r);
      }
      return state;
    },
    view({ net, r, count, known }) {
      const none = new Reasons();
      const adjusted = count === 0 ? undefined : net.total() / count - net.deepest() / count;
      return {
        view: {
          max_drawdown: net.deepest(),
          max_drawdown_r: none.orNull(
            'max_drawdown_r',
            known === 0 && count > 0 ? undefined : r.deepest(),
            'no_risk_basis',
          ),
          drawdown_adjusted: none.orNull('drawdown_adjusted', adjusted, 'no_trades'),
        },
        reasons: none.reasons,
      };
    },
  }),
};

// A running sum with its peak; `settle` closes a moment, before which ups and downs net each other.
class Fall {
  private readonly sum = new RunningSum();
  private peak = 0;
  private worst = 0;

  add(value: number): void {
    this.sum.add(value);
  }

  settle(): void {
    const now = this.sum.value();
    this.worst = Math.max(this.worst, this.peak - now);
    this.peak = Math.max(this.peak, now);
  }

  total(): number {
    return this.sum.value();
  }

  /** The deepest fall, the open moment included. */
  deepest(): number {
    return Math.max(this.worst, this.peak - this.sum.value());
  }
}
