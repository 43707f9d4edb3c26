import { roundTo } from '../text/python-json';
import { SimulationSettings } from '../market/settings';
import { SlotEvents } from './slot';

const MINUTE_US = 60_000_000;
const START_EQUITY_USD = 100_000;

/** Equity at a minute of the history, in USD. */
interface EquityPoint {
  readonly tsUs: number;
  readonly equityUsd: number;
}

/** What the fees, closes and funding add up to. A day's drawdown is of the day last booked, in USD per symbol. */
export interface Equity {
  readonly book: (day: readonly SlotEvents[]) => void;
  /** The last points, a minute apart, the last of them at the last flow of money. */
  readonly lastMinutes: (count: number) => readonly EquityPoint[];
  readonly drawdownUsd: (symbol: string) => number;
}

/** The equity over a whole history. */
export function equityOf({ startMs, days }: SimulationSettings): Equity {
  const startUs = startMs * 1000;
  const minutes = new Float64Array(days * 24 * 60 + 1);
  let today: readonly SlotEvents[] = [];
  let lastUs = startUs;
  const add = (tsUs: number, usd: number): void => {
    lastUs = Math.max(lastUs, tsUs);
    const minute = Math.ceil((tsUs - startUs) / MINUTE_US);
    minutes[minute] = (minutes[minute] ?? 0) + usd;
  };
  return {
    book: (day) => {
      today = day;
      for (const { entryUs, openFeeUsd } of day.flatMap(({ opened }) => opened)) add(entryUs, -openFeeUsd);
      for (const [, leg] of day.flatMap(({ closes }) => closes))
        add(leg.tsUs, leg.realizedUsd - leg.feeUsd - (leg.fundingUsd ?? 0));
    },
    lastMinutes: (count) => {
      let equityUsd = START_EQUITY_USD;
      const atMinute = Array.from(minutes, (usd) => (equityUsd += usd));
      return Array.from({ length: count }, (_, index) => {
        const tsUs = lastUs - (count - 1 - index) * MINUTE_US;
        const minute = Math.ceil((tsUs - startUs) / MINUTE_US);
        return { tsUs, equityUsd: roundTo(atMinute[minute] ?? START_EQUITY_USD, 8) };
      });
    },
    drawdownUsd: (symbol) => drawdownUsd(today, symbol),
  };
}

// How far the cumulative net of the closes ends below its peak, which starts at 0.
function drawdownUsd(today: readonly SlotEvents[], symbol: string): number {
  let [sumUsd, peakUsd] = [0, 0];
  for (const [position, leg] of today.flatMap(({ closes }) => closes)) {
    if (position.symbol !== symbol) continue;
    const openFeeUsd = (position.openFeeUsd * leg.closedQty) / position.qty;
    sumUsd += leg.realizedUsd - leg.feeUsd - openFeeUsd - (leg.fundingUsd ?? 0);
    peakUsd = Math.max(peakUsd, sumUsd);
  }
  return peakUsd - sumUsd;
}
