import { SimulatedFile } from '../market/settings';
import { leftOf, netOf, SimulatedPosition } from '../trading/position';
import { pythonJson } from '../text/python-json';
import { rotatingFile } from '../rows/rotating-file';
import { positionTruth } from './position-truth';

/** What the positions of a symbol add up to, by name; USD. `positions` are those with a close, which a ledger can find. */
type PositionTotals = Readonly<Record<string, number>>;

/** The truth of every position, in the order in which they were settled. */
export interface TruthLog {
  readonly add: (positions: readonly SimulatedPosition[]) => void;
  readonly totals: (symbol: string) => PositionTotals;
  readonly file: () => SimulatedFile;
}

/** Takes each position once, when nothing more can happen to it. */
export function truthLog(): TruthLog {
  const lines = rotatingFile('truth_positions', Infinity, 1);
  const bySymbol = new Map<string, PositionTotals>();
  return {
    add: (positions) => {
      for (const position of positions) {
        const before = bySymbol.get(position.symbol) ?? {};
        lines.append(pythonJson(positionTruth(position)));
        bySymbol.set(
          position.symbol,
          Object.fromEntries(
            Object.entries(amountsOf(position)).map(([name, amount]) => [name, (before[name] ?? 0) + amount]),
          ),
        );
      }
    },
    totals: (symbol) => bySymbol.get(symbol) ?? {},
    file: () => ({ path: 'truth_positions.jsonl', bytes: lines.files().at(-1)?.bytes ?? new Uint8Array() }),
  };
}

function amountsOf(position: SimulatedPosition): PositionTotals {
  const { legs, restart, qty, openFeeUsd } = position;
  const sum = (of: (leg: (typeof legs)[number]) => number): number =>
    legs.reduce((total, leg) => total + of(leg), 0);
  const own = new Set(legs.filter(({ order }) => !order.isReduce).map(({ order }) => order));
  return {
    positions: Number(legs.length > 0),
    legs: legs.length,
    open: Number((restart === 'none' || restart === 'adopted') && leftOf(position) > 0.01 * qty),
    partial: Number(own.size > 1),
    dust: Number(own.size > 0 && legs.at(-1)?.order.isReduce === true),
    reduced: Number(own.size === 0 && legs.length > 0),
    flipped: Number(legs.some(({ sizeBefore, sizeAfter }) => sizeBefore * sizeAfter < 0)),
    forgotten: Number(restart === 'forgotten'),
    adopted: Number(restart === 'adopted'),
    cut: Number(restart === 'cut'),
    realized_usd: sum((leg) => leg.realizedUsd),
    open_fees_usd: (openFeeUsd * sum((leg) => leg.closedQty)) / qty,
    close_fees_usd: sum((leg) => leg.feeUsd),
    funding_usd: sum((leg) => leg.fundingUsd ?? 0),
    net_usd: netOf(position),
  };
}
