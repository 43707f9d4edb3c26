import { chance } from '../chance/random';
import { SimulationSettings } from '../market/settings';
import { drawTrade, SimulatedTrade } from './trade';
import { Trader } from './trader';

const DAY_US = 86_400_000_000;
const OPEN_AT_END_SHARE = 0.5;

/**
 * One day of one symbol: `tradesPerDay` slots of equal length, one trade each, so that positions of a symbol never
 * overlap. In the very last slot the first symbol, and about half of the others, keep their position open.
 */
export function tradingDay(
  trader: Trader,
  settings: SimulationSettings,
  day: number,
): readonly SimulatedTrade[] {
  const { startMs, days, tradesPerDay } = settings;
  const slotUs = Math.floor(DAY_US / tradesPerDay);
  return Array.from({ length: tradesPerDay }, (_, index) => {
    const last = day === days - 1 && index === tradesPerDay - 1;
    const fromUs = startMs * 1000 + day * DAY_US + index * slotUs;
    const staysOpen = last && (chance(trader.random, OPEN_AT_END_SHARE) || trader.profile.index === 0);
    return drawTrade(trader, { fromUs, untilUs: fromUs + slotUs, staysOpen });
  });
}
