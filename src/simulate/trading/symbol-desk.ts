import { chance } from '../chance/random';
import { SimulationSettings } from '../market/settings';
import { SimulatedPosition } from './position';
import { drawSlot, CarriedPositions, SlotEvents } from './slot';
import { Trader } from './trader';

/** One symbol, traded day by day. */
export interface SymbolDesk {
  readonly trader: Trader;
  /** The slots of the next day. */
  readonly nextDay: () => readonly SlotEvents[];
  /** What is open, in whole or in part, after the days so far. */
  readonly standing: () => readonly SimulatedPosition[];
}

const DAY_US = 86_400_000_000;
const OPEN_AT_END_SHARE = 0.5;

/**
 * A day is `tradesPerDay` slots of equal length, one intent each. In the very last slot the first symbol, and about
 * half of the others, keep their position open.
 */
export function symbolDesk(trader: Trader, settings: SimulationSettings): SymbolDesk {
  const { startMs, days, tradesPerDay } = settings;
  const slotUs = Math.floor(DAY_US / tradesPerDay);
  const standing: CarriedPositions = {};
  let day = 0;
  return {
    trader,
    nextDay: () => {
      const dayUs = startMs * 1000 + day * DAY_US;
      day += 1;
      return Array.from({ length: tradesPerDay }, (_, index) => {
        const last = day === days && index === tradesPerDay - 1;
        const fromUs = dayUs + index * slotUs;
        const staysOpen = last && (chance(trader.random, OPEN_AT_END_SHARE) || trader.profile.index === 0);
        return drawSlot(trader, standing, { fromUs, untilUs: fromUs + slotUs, staysOpen });
      });
    },
    standing: () =>
      [standing.open, standing.rest, standing.flipped].filter((position) => position !== undefined),
  };
}
