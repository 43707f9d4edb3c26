/** An episode's legs, and what they add up to: money, fees of both sides, entry and attempts. */
import { sum } from '../exact';
import { closedBy, type Order } from './orders';
import type { Lot } from './lots';
import type { Close, Episode, Link } from '../records';

export interface Leg {
  readonly close: Close;
  readonly matched: readonly Lot[];
  readonly unknown: number;
  /** The closing order's own fill says that the fees of its closes are its own alone. */
  readonly fees: 'own' | 'both' | 'as_written';
  readonly exitPrice: number | null;
  /** What the closing order did: 1 bought, −1 sold. */
  readonly exitSign: number | null;
  /** The fee of the closing order was paid in something else than dollars. */
  readonly foreignFee: boolean;
}

export interface Draft {
  readonly legs: readonly Leg[];
  /** Dust that was closed after the end: it does not move it. */
  readonly dustLegs: readonly Leg[];
  readonly largest: number;
  readonly status: 'ended' | 'truncated' | 'open' | 'no_sizes';
}

function feesOf(order: Order): Leg['fees'] {
  const { fill, closes } = order;
  if (fill === null) return 'as_written';
  const closed = closes.reduce((total, close) => total + closedBy(close), 0);
  const written = sum(closes.map((close) => close.fees ?? 0));
  const own = ((fill.fee ?? 0) * closed) / fill.qty;
  return Math.abs(own - written) <= 0.02 * Math.max(Math.abs(own), Math.abs(written)) ? 'own' : 'both';
}

export function legOf(close: Close, order: Order, matched: readonly Lot[], unknown: number): Leg {
  return {
    close,
    matched,
    unknown,
    fees: feesOf(order),
    exitPrice: order.fill?.price ?? null,
    exitSign: order.fill?.sign ?? null,
    foreignFee: close.foreignFee || order.fill?.foreignFee === true,
  };
}

function signOf({ close }: Leg): number {
  return Math.sign(close.before ?? 0);
}

/** Without a size: by the position side, else against what the closing order did. */
function unsizedSign(leg: Leg | undefined): number {
  if (leg === undefined) return 0;
  const { side } = leg.close;
  if (side !== 'BOTH') return side === 'LONG' ? 1 : -1;
  return -(leg.exitSign ?? 0);
}

/** Entry notional of the unknown part: what was paid for it, by exit price and P&L. */
function unknownNotional(leg: Leg): number | null {
  const { unknown, exitPrice, close } = leg;
  const closed = closedBy(close);
  if (exitPrice === null || closed <= 0) return null;
  return unknown * exitPrice - (signOf(leg) * (close.pnl ?? 0) * unknown) / closed;
}

function openingFee(leg: Leg): number {
  if (leg.fees !== 'own') return 0;
  return sum(leg.matched.map((lot) => (lot.unitFee ?? 0) * lot.qty));
}

function estimatedFee(leg: Leg): number {
  const closed = closedBy(leg.close);
  const notional = unknownNotional(leg);
  if (leg.fees !== 'own' || leg.unknown <= 0 || notional === null || leg.exitPrice === null) return 0;
  return ((leg.close.fees ?? 0) / (closed * leg.exitPrice)) * notional;
}

/** Of all that was closed; null where some of it has no price. */
function notionalOf(legs: readonly Leg[]): number | null {
  const parts: (number | null)[] = legs.flatMap((leg) => [
    ...leg.matched.map((lot) => (lot.price === null ? null : lot.qty * lot.price)),
    ...(leg.unknown > 0 ? [unknownNotional(leg)] : []),
  ]);
  const known = parts.flatMap((part) => (part === null ? [] : [part]));
  if (parts.length === 0 || known.length < parts.length) return null;
  const total = Math.abs(sum(known));
  return total > 0 ? total : null;
}

/** Links by quantity, the largest first; then the earliest, then by attempt. */
function ranked(parts: readonly { link: Link; qty: number; ts: number }[]): readonly Link[] {
  const byAttempt = new Map<string, { link: Link; qty: number; ts: number }>();
  for (const part of parts) {
    const key = JSON.stringify(part.link.attempt ?? [part.link.intent]);
    const known = byAttempt.get(key);
    const ts = Math.min(known?.ts ?? Infinity, part.ts);
    byAttempt.set(key, { link: known?.link ?? part.link, qty: (known?.qty ?? 0) + part.qty, ts });
  }
  const order = (a: string | null, b: string | null): number => ((a ?? '') < (b ?? '') ? -1 : 1);
  return [...byAttempt.values()]
    .sort((a, b) => b.qty - a.qty || a.ts - b.ts || order(a.link.attempt, b.link.attempt))
    .map(({ link }) => link);
}

export function episodeOf(draft: Draft): Episode {
  const legs = [...draft.legs, ...draft.dustLegs];
  const closes = legs.map(({ close }) => close);
  const [first] = closes;
  const end = draft.legs.at(-1)?.close;
  if (first === undefined || end === undefined) throw new Error('an episode without a leg');
  const lots = legs.flatMap((leg) => leg.matched);
  const oldest = lots.find((lot) => !lot.isDust);
  const flags = [
    ...(draft.status === 'truncated' || draft.status === 'no_sizes' ? [draft.status] : []),
    ...(legs.some(({ fees }) => fees === 'both') ? ['fees_both_legs'] : []),
    ...(legs.some(({ fees }) => fees === 'as_written') ? ['fees_as_written'] : []),
  ];
  const link = ({ attempt, intent }: Close['ids']): Link => ({ attempt, intent });
  return {
    symbol: first.symbol,
    side: first.side,
    id: first.ids.order ?? first.ids.client ?? first.ids.attempt ?? first.line,
    ts: end.ts,
    lastTs: Math.max(...closes.map(({ ts }) => ts)),
    entryTs: oldest?.firstTs ?? null,
    legs: closes,
    sign: draft.status === 'no_sizes' ? unsizedSign(legs[0]) : Math.sign(first.before ?? 0),
    open: draft.status === 'open',
    flags,
    closedQty: closes.reduce((total, close) => total + closedBy(close), 0),
    largest: draft.largest,
    realized: sum(closes.map(({ pnl }) => pnl ?? 0)),
    feesClose: sum(legs.map((leg) => (leg.foreignFee ? 0 : (leg.close.fees ?? 0)))),
    feesOpen: sum(legs.map(openingFee)),
    feesOpenEstimated: sum(legs.map(estimatedFee)),
    funding: sum(closes.map(({ funding }) => funding ?? 0)),
    unknownQty: legs.reduce((total, { unknown }) => total + unknown, 0),
    notional: notionalOf(legs),
    entryLinks: ranked(lots.map((lot) => ({ link: lot.link, qty: lot.qty, ts: lot.firstTs }))),
    exitLinks: ranked(
      legs.map(({ close }) => ({ link: link(close.ids), qty: closedBy(close), ts: close.ts })),
    ),
  };
}
