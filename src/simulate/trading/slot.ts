import { ENTRY_ATTEMPTS } from './attempt';
import { drawExits, Exits, opposite } from './exits';
import { entryOrder, filledOf, Order, Side } from './order';
import { leftOf, openPosition, SimulatedPosition, Restart } from './position';
import { reduceRest } from './reduce';
import { between, chance, pick } from '../chance/random';
import { roundTo } from '../text/python-json';
import { STRATEGIES, Strategy } from '../market/strategies';
import { Trader } from './trader';

/** The time of one intent. With `staysOpen` the position is not closed. */
export interface Slot {
  readonly fromUs: number;
  readonly untilUs: number;
  readonly staysOpen: boolean;
}

/** What stands from one slot to the next. */
export interface CarriedPositions {
  /** Opened by the order that closed the one before. */
  flipped?: SimulatedPosition | undefined;
  /** Left for the `_reduce` order of the next entry, as a whole or but for dust. */
  rest?: SimulatedPosition | undefined;
  /** Still open at the end of the history. */
  open?: SimulatedPosition | undefined;
}

/** What happened in one slot. `settled` are the positions that nothing more will happen to. */
export interface SlotEvents {
  readonly orders: Order[];
  readonly opened: SimulatedPosition[];
  readonly closes: (readonly [SimulatedPosition, Exits['legs'][number]])[];
  readonly settled: SimulatedPosition[];
}

/** One intent: what is left over is reduced, then entry, hold, exit. Positions of a symbol never overlap. */
export function drawSlot(trader: Trader, standing: CarriedPositions, slot: Slot): SlotEvents {
  const events: SlotEvents = { orders: [], opened: [], closes: [], settled: [] };
  const position = standing.flipped ?? enter(trader, standing, slot, events);
  standing.flipped = undefined;
  if (position === undefined) return events;
  if (position.restart === 'forgotten') {
    trader.restart();
    events.settled.push(position);
  } else if (slot.staysOpen) standing.open = position;
  else leave(trader, standing, position, slot, events);
  return events;
}

function enter(
  trader: Trader,
  standing: CarriedPositions,
  slot: Slot,
  events: SlotEvents,
): SimulatedPosition | undefined {
  const { random, profile, shares } = trader;
  const strategy = pick(random, STRATEGIES);
  const side = chance(random, shares.long) ? 'BUY' : 'SELL';
  const spanUs = slot.untilUs - slot.fromUs;
  const fromUs = slot.fromUs + Math.floor(between(random, 0.02, 0.2) * spanUs);
  const markPrice = trader.markPriceAt(fromUs);
  const terms = {
    side,
    positionSide: profile.oneWay ? 'BOTH' : side === 'BUY' ? 'LONG' : 'SHORT',
    reduceOnly: false,
    qty: drawQty(trader, markPrice),
    opensQty: 0,
  } as const;
  const untilUs = slot.fromUs + Math.floor(0.3 * spanUs);
  const entry = entryOrder(trader, terms, markPrice, { fromUs, untilUs, attempts: ENTRY_ATTEMPTS });
  const { rest } = standing;
  if (rest !== undefined) {
    add(events, rest, reduceRest(trader, rest, entry, { fromUs: slot.fromUs, untilUs: fromUs }));
    events.settled.push(rest);
    standing.rest = undefined;
  }
  const adopted = chance(random, shares.adopted);
  if (!adopted || filledOf(entry) === undefined) events.orders.push(entry);
  const position = openedBy(trader, strategy, entry, adopted ? 'adopted' : undefined);
  if (position !== undefined) events.opened.push(position);
  return position;
}

function openedBy(
  trader: Trader,
  strategy: Strategy,
  entry: Order,
  restart: Restart | undefined,
): SimulatedPosition | undefined {
  const { random, shares } = trader;
  const [first] = entry.polls;
  const price = filledOf(entry)?.fillPrice;
  if (first === undefined || price === undefined) return undefined;
  if (restart === 'adopted') trader.restart();
  const feeUsd = entry.polls.reduce((sum, poll) => sum + poll.feeUsd, 0);
  const opening = { strategy, entry, entryUs: first.tsUs, price, qty: entry.qty, feeUsd };
  return openPosition(
    trader,
    opening,
    restart ?? (chance(random, shares.forgotten) ? 'forgotten' : drawCut(trader)),
  );
}

// Only a position that two orders close can be cut; this decides of both.
function drawCut({ random, shares }: Trader): Restart {
  return chance(random, shares.partial * shares.cut) ? 'cut' : 'none';
}

function leave(
  trader: Trader,
  standing: CarriedPositions,
  position: SimulatedPosition,
  slot: Slot,
  events: SlotEvents,
): void {
  const { random, shares, profile } = trader;
  const { qty } = position;
  const isCut = position.restart === 'cut';
  if (!isCut && chance(random, shares.reduced)) {
    standing.rest = position;
    return;
  }
  const half = Number((qty / 2).toPrecision(4));
  const isPartial = chance(random, (shares.partial * (1 - shares.cut)) / (1 - shares.partial * shares.cut));
  const parts = isCut ? [half] : isPartial ? [half, roundTo(qty - half, 9)] : [qty];
  const dustQty = !isCut && chance(random, shares.dust) ? dustOf(trader, qty) : 0;
  const flips = !isCut && dustQty === 0 && profile.oneWay && chance(random, shares.flip);
  const flipQty = flips ? drawQty(trader, position.entryPrice) : 0;
  const exits = drawExits(trader, position, { parts, dustQty, flipQty, untilUs: slot.untilUs });
  add(events, position, exits);
  if (isCut) trader.restart();
  if (leftOf(position) > 0 && !isCut) standing.rest = position;
  else events.settled.push(position);
  if (!flips) return;
  standing.flipped = flippedBy(trader, opposite(position.side), exits.orders.at(-1), flipQty);
  if (standing.flipped !== undefined) events.opened.push(standing.flipped);
}

function flippedBy(
  trader: Trader,
  side: Side,
  order: Order | undefined,
  qty: number,
): SimulatedPosition | undefined {
  const filled = order === undefined ? undefined : filledOf(order);
  const last = order?.polls.at(-1);
  if (order?.side !== side || filled?.fillPrice === undefined || last === undefined) return undefined;
  const feeUsd = (qty * filled.fillPrice * filled.feeBps) / 1e4;
  const opening = { entry: order, entryUs: last.tsUs, price: filled.fillPrice, qty, feeUsd };
  const strategy = pick(trader.random, STRATEGIES);
  return openPosition(trader, { strategy, ...opening }, drawCut(trader));
}

function drawQty({ random, profile }: Trader, price: number): number {
  return Number(((profile.notionalUsd * between(random, 0.6, 1.4)) / price).toPrecision(4));
}

function dustOf({ random }: Trader, qty: number): number {
  return Number((qty * between(random, 0.001, 0.008)).toPrecision(2));
}

function add(events: SlotEvents, position: SimulatedPosition, { orders, legs }: Exits): void {
  events.orders.push(...orders);
  for (const leg of legs) events.closes.push([position, leg]);
}
