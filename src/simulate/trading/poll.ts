import { roundTo } from '../text/python-json';
import { between, chance } from '../chance/random';
import { Trader } from './trader';

/** What the executor saw of an order in one poll, beyond the poll before. */
export interface Poll {
  readonly tsUs: number;
  readonly qty: number;
  readonly price: number;
  readonly feeUsd: number;
  readonly tradeIds: readonly string[];
}

/** A fill of `qty` at the mean `price`; `opensQty` of it opens another position, always in the last poll. */
export interface WholeFill {
  readonly qty: number;
  readonly price: number;
  readonly feeShare: number;
  readonly startUs: number;
  readonly endUs: number;
  readonly opensQty: number;
}

const PRICE_SPREAD = 2e-4;

/** Cuts a fill into polls. Their prices differ, unless one order belongs to two positions. */
export function drawPolls(trader: Trader, fill: WholeFill): readonly Poll[] {
  const { random, shares } = trader;
  const { qty, price, feeShare, startUs, endUs, opensQty } = fill;
  const parts = chance(random, shares.polled) ? cut(random(), qty - opensQty) : [qty - opensQty];
  const polls: Poll[] = [];
  let [leftQty, leftUsd] = [qty, qty * price];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const partQty = isLast ? leftQty : part;
    const own = opensQty > 0 ? price : price * (1 + between(random, -PRICE_SPREAD, PRICE_SPREAD));
    const partPrice = !isLast ? own : index === 0 ? price : leftUsd / leftQty;
    polls.push({
      tsUs: isLast
        ? endUs
        : 1000 * Math.ceil((startUs + ((endUs - startUs) * (index + 1)) / parts.length) / 1000),
      qty: partQty,
      price: partPrice,
      feeUsd: partQty * partPrice * feeShare,
      tradeIds: Array.from({ length: 1 + Math.floor(random() * 3) }, trader.nextTrade),
    });
    leftQty = roundTo(leftQty - partQty, 9);
    leftUsd -= partQty * partPrice;
  }
  return polls;
}

// Two parts, or three where the first is small; a quantity too small to cut stays whole.
function cut(place: number, qty: number): readonly number[] {
  const first = Number((qty * (0.2 + 0.5 * place)).toPrecision(3));
  const second = place < 0.4 ? Number((qty * 0.3).toPrecision(3)) : 0;
  const rest = roundTo(qty - first - second, 9);
  if (Math.min(first, rest) < 1e-6) return [qty];
  return second < 1e-6 ? [first, rest] : [first, second, rest];
}
