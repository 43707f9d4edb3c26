import { roundTo } from '../text/python-json';
import { SimulationSettings } from '../market/settings';
import { SimulatedTrade } from './trade';

const HOUR_US = 3_600_000_000;
const START_EQUITY_USD = 100_000;

/** Equity at an hour of the history, in USD. */
interface EquityPoint {
  readonly tsUs: number;
  readonly equityUsd: number;
}

/** What the closes add up to. A day's drawdown is of the day last booked, in USD per symbol. */
export interface Ledger {
  readonly book: (day: readonly SimulatedTrade[]) => void;
  readonly equity: () => readonly EquityPoint[];
  readonly drawdownUsd: (symbol: string) => number;
  readonly openTrades: () => readonly SimulatedTrade[];
}

/** A ledger over the whole history; its equity series has a point at each hour up to the last close, and one at it. */
export function ledgerOf({ startMs, days }: SimulationSettings): Ledger {
  const startUs = startMs * 1000;
  const hourlyNetUsd = new Float64Array(days * 24 + 1);
  let today: readonly SimulatedTrade[] = [];
  let lastUs = startUs;
  return {
    book: (day) => {
      today = day;
      for (const { tsUs, netUsd } of day.flatMap(({ closes }) => closes)) {
        lastUs = Math.max(lastUs, tsUs);
        const hour = Math.ceil((tsUs - startUs) / HOUR_US);
        hourlyNetUsd[hour] = (hourlyNetUsd[hour] ?? 0) + netUsd;
      }
    },
    equity: () => {
      let equityUsd = START_EQUITY_USD;
      const hours = Array.from(hourlyNetUsd, (netUsd, hour) => {
        equityUsd += netUsd;
        return { tsUs: startUs + hour * HOUR_US, equityUsd: roundTo(equityUsd, 6) };
      });
      return [
        ...hours.filter(({ tsUs }) => tsUs < lastUs),
        { tsUs: lastUs, equityUsd: roundTo(equityUsd, 6) },
      ];
    },
    drawdownUsd: (symbol) => drawdownUsd(today.filter((trade) => trade.symbol === symbol)),
    openTrades: () =>
      today.filter(({ entry, closes }) => closes.length === 0 && entry.attempts.at(-1)?.fill !== undefined),
  };
}

// How far the cumulative net of the trades ends below its peak, which starts at 0.
function drawdownUsd(trades: readonly SimulatedTrade[]): number {
  let [sumUsd, peakUsd] = [0, 0];
  for (const { netUsd } of trades.flatMap(({ closes }) => closes)) {
    sumUsd += netUsd;
    peakUsd = Math.max(peakUsd, sumUsd);
  }
  return peakUsd - sumUsd;
}
