import { ExactSum, exactSum } from '../../../src/model/math/exact-sum';
import { memoizeByRef } from '../../core/memoize-by-ref';
import { MaxDrawdown } from '../../expectancy/metrics/max-drawdown';
import { sharpeOf, type Sharpe } from '../../../src/model/math/sharpe';
import { daySums, tradeDays } from '../statistics/trade-days';

/** What a policy would have made in all, on the same trades. */
export interface Utility extends Sharpe {
  readonly net_usd: number;
  /** Over the trades whose R is known. */
  readonly net_r: number;
  /** The deepest fall of cumulative net from its peak, which starts at 0; closes of one moment are netted first. */
  readonly max_drawdown_usd: number;
  /** Σ(y − y²/2), y = .01·m·R: log growth at 1 % risk a trade, to second order. */
  readonly growth: number;
}

/** Columns of one length, in order of close. */
export interface UtilityColumns {
  readonly multiples: readonly number[];
  readonly netUsd: readonly number[];
  readonly rs: readonly (number | undefined)[];
  /** Time of each close, ms. */
  readonly closes: readonly number[];
}

const RISK_A_TRADE = 0.01;
const DAY_MS = 86_400_000;

/** The utility of trading m times the size; Sharpe over all calendar days from the first close to the last. */
export function utilityOf({ multiples, netUsd, rs, closes }: UtilityColumns): Utility {
  const net = products(multiples, netUsd);
  const { net_r, growth } = inR(multiples, rs);
  return {
    net_usd: exactSum(net) + 0,
    net_r,
    max_drawdown_usd: deepestFall(net, closes),
    growth,
    ...sharpeOf(daySums(net, daysOf(closes))),
  };
}

function products(multiples: readonly number[], values: readonly number[]): Float64Array {
  const sized = new Float64Array(values.length);
  for (let i = 0; i < sized.length; i++) sized[i] = (multiples[i] ?? 0) * (values[i] ?? 0);
  return sized;
}

function inR(
  multiples: readonly number[],
  rs: readonly (number | undefined)[],
): Pick<Utility, 'net_r' | 'growth'> {
  const [net, growth] = [new ExactSum(), new ExactSum()];
  for (let i = 0; i < rs.length; i++) {
    const r = rs[i];
    if (r === undefined) continue;
    const sized = (multiples[i] ?? 0) * r;
    const y = RISK_A_TRADE * sized;
    net.add(sized);
    growth.add(y - (y * y) / 2);
  }
  return { net_r: net.value() + 0, growth: growth.value() + 0 };
}

const daysOf = memoizeByRef((closes: readonly number[]) =>
  tradeDays(closes.map((ts) => Math.floor(ts / DAY_MS))),
);

function deepestFall(net: Float64Array, closes: readonly number[]): number {
  const drawdown = new MaxDrawdown();
  net.forEach((usd, i) => {
    if (i > 0 && closes[i] !== closes[i - 1]) drawdown.closeMoment();
    drawdown.add(usd);
  });
  return drawdown.depth();
}
