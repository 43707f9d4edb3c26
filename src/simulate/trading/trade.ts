import { drawAttempts } from './attempt';
import { SimulatedClose, drawClose } from './close';
import { entryOrder, FilledAttempt, filledOf, Order } from './order';
import { roundTo } from '../text/python-json';
import { between, chance, pick } from '../chance/random';
import { STRATEGIES, Strategy } from '../market/strategies';
import { Trader } from './trader';

/** One intent of a strategy: its entry, and its closes unless it failed to fill or is still open at the end. */
export interface SimulatedTrade {
  readonly symbol: string;
  readonly strategy: string;
  readonly entry: Order;
  readonly closes: readonly SimulatedClose[];
}

/** The time of one intent; a trade begins and ends in it. With `staysOpen` the position is not closed. */
export interface Slot {
  readonly fromUs: number;
  readonly untilUs: number;
  readonly staysOpen: boolean;
}

/** Probability that a position is closed in two parts. */
const PARTIAL_SHARE = 0.15;

/** Attempts after which an entry is given up; an exit is routed until it fills. */
export const ENTRY_ATTEMPTS = 3;

const LONG_SHARE = 0.55;

/** Trades one intent: entry, hold, exit. */
export function drawTrade(trader: Trader, slot: Slot): SimulatedTrade {
  const { profile, random } = trader;
  const strategy = pick(random, STRATEGIES);
  const entry = drawEntry(trader, slot);
  const opened = filledOf(entry);
  const closes =
    opened === undefined || slot.staysOpen ? [] : drawCloses(trader, strategy, entry, opened, slot);
  return { symbol: profile.symbol, strategy: strategy.id, entry, closes };
}

function drawEntry(trader: Trader, slot: Slot): Order {
  const { profile, random } = trader;
  const spanUs = slot.untilUs - slot.fromUs;
  const fromUs = slot.fromUs + Math.floor(between(random, 0, 0.2) * spanUs);
  const markPrice = trader.markPriceAt(fromUs);
  const qty = Number(((profile.notionalUsd * between(random, 0.6, 1.4)) / markPrice).toPrecision(4));
  const side = chance(random, LONG_SHARE) ? 'BUY' : 'SELL';
  const untilUs = slot.fromUs + Math.floor(0.3 * spanUs);
  return entryOrder(trader, side, qty, markPrice, { fromUs, untilUs, attempts: ENTRY_ATTEMPTS });
}

function drawCloses(
  trader: Trader,
  strategy: Strategy,
  entry: Order,
  opened: FilledAttempt,
  { untilUs }: Slot,
): readonly SimulatedClose[] {
  const { profile, random } = trader;
  const parts = chance(random, PARTIAL_SHARE) ? halves(entry.qty) : [entry.qty];
  const holdUs = between(random, 0.15, 0.55) * (untilUs - opened.endUs);
  const closes: SimulatedClose[] = [];
  for (const [index, qty] of parts.entries()) {
    const before = closes.at(-1);
    const dueUs = opened.endUs + Math.floor((holdUs * (index + 1)) / parts.length);
    const fromUs = Math.max(dueUs, before?.tsUs ?? 0);
    const attempts = drawAttempts(random, profile, { fromUs, untilUs, attempts: Infinity });
    const qtyBefore = before?.qtyAfter ?? entry.qty;
    closes.push(drawClose(trader, { strategy, entry, opened, qty, qtyBefore, attempts }));
  }
  return closes;
}

function halves(qty: number): readonly number[] {
  const half = Number((qty / 2).toPrecision(4));
  return [half, roundTo(qty - half, 9)];
}
