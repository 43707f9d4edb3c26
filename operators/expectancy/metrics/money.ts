import { ExactSum } from '../../../src/model/math/exact-sum';
import type { FromProperties } from '../../../src/model/schemas/from-schema';
import { count, number, numberOrNull } from '../../../src/model/schemas/shapes';
import type { Trade } from '../../../src/model/trade';
import { Reasons, type Metric } from './metric';

const fields = {
  avg_return: numberOrNull,
  expectancy: numberOrNull,
  avg_win: numberOrNull,
  avg_loss: numberOrNull,
  payoff: numberOrNull,
  profit_factor: numberOrNull,
  net_pnl_usd: number,
  gross_pnl_usd: number,
  fees_usd: number,
  funding_usd: number,
  fee_flips: count,
  avg_return_bps: numberOrNull,
} as const;

/** What the trades earned in USD, what costs took, and per trade in basis points of its notional. */
export const money: Metric<FromProperties<typeof fields>, MoneyState> = {
  name: 'money',
  about:
    'Net, gross, fees and funding in USD; mean win and loss, payoff, profit factor; trades that costs turned.',
  fields,
  fold: () => ({
    init: () => new MoneyState(),
    step: (state, trade) => shift(state, trade, 1),
    undo: (state, trade) => shift(state, trade, -1),
    view(state) {
      const none = new Reasons();
      const won = state.won.value();
      const lost = state.lost.value();
      const meanNet = none.orNull('avg_return', mean(state.net.value(), state.count), 'no_trades');
      if (meanNet === null) none.reasons['expectancy'] = 'no_trades';
      const avgWin = mean(won, state.wins);
      const avgLoss = mean(lost, state.losses);
      const payoff = avgWin === undefined || avgLoss === undefined ? undefined : avgWin / -avgLoss;
      return {
        view: {
          avg_return: meanNet,
          expectancy: meanNet,
          avg_win: none.orNull('avg_win', avgWin, 'no_wins'),
          avg_loss: none.orNull('avg_loss', avgLoss, 'no_losses'),
          payoff: none.orNull('payoff', payoff, avgLoss === undefined ? 'no_losses' : 'no_wins'),
          profit_factor: none.orNull(
            'profit_factor',
            state.losses === 0 ? undefined : won / -lost,
            'no_losses',
          ),
          net_pnl_usd: state.net.value(),
          gross_pnl_usd: state.gross.value(),
          fees_usd: state.fees.value(),
          funding_usd: state.funding.value(),
          fee_flips: state.feeFlips,
          avg_return_bps: none.orNull('avg_return_bps', mean(state.bps.value(), state.sized), 'no_notional'),
        },
        reasons: none.reasons,
      };
    },
  }),
};

/** The mean net alone, as `money` tells it. */
export const netMean: Pick<Metric<{ readonly avg_return: number | null }, NetState>, 'fold'> = {
  fold: () => ({
    init: () => ({ count: 0, net: new ExactSum() }),
    step: (state, trade) => shiftNet(state, trade, 1),
    undo: (state, trade) => shiftNet(state, trade, -1),
    view({ net, count: n }) {
      const none = new Reasons();
      return {
        view: { avg_return: none.orNull('avg_return', mean(net.value(), n), 'no_trades') },
        reasons: none.reasons,
      };
    },
  }),
};

interface NetState {
  count: number;
  readonly net: ExactSum;
}

function shiftNet<State extends NetState>(state: State, { netUsd }: Trade, by: 1 | -1): State {
  state.count += by;
  state.net.add(by * netUsd);
  return state;
}

class MoneyState {
  count = 0;
  wins = 0;
  losses = 0;
  sized = 0;
  feeFlips = 0;
  readonly net = new ExactSum();
  readonly gross = new ExactSum();
  readonly fees = new ExactSum();
  readonly funding = new ExactSum();
  readonly won = new ExactSum();
  readonly lost = new ExactSum();
  readonly bps = new ExactSum();
}

function shift(state: MoneyState, trade: Trade, by: 1 | -1): MoneyState {
  shiftNet(state, trade, by);
  state.gross.add(by * trade.grossUsd);
  state.fees.add(by * trade.feesUsd);
  state.funding.add(by * trade.fundingUsd);
  if (trade.feeFlip) state.feeFlips += by;
  if (trade.outcome === 'win') {
    state.wins += by;
    state.won.add(by * trade.netUsd);
  } else if (trade.outcome === 'loss') {
    state.losses += by;
    state.lost.add(by * trade.netUsd);
  }
  if (trade.notionalUsd !== undefined) {
    state.sized += by;
    state.bps.add(by * (trade.netUsd / trade.notionalUsd) * 1e4);
  }
  return state;
}

function mean(sum: number, count: number): number | undefined {
  return count === 0 ? undefined : sum / count;
}
