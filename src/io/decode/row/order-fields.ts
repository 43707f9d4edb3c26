import type { Fill, OrderIds, PositionSide } from '../../../model/event';
import type { RowFields } from './row-fields';

const DOLLARS: ReadonlySet<string> = new Set(['USD', 'USDT', 'USDC', 'BUSD', 'FDUSD']);

/** The ids of an order and of the attempt that placed it. */
export function orderIdsOf(fields: RowFields): OrderIds {
  return {
    orderId: fields.id('orderId'),
    clientOrderId: fields.id('clientOrderId'),
    attemptId: fields.id('attempt_id', 'attemptId'),
    intentId: fields.id('intent_id'),
  };
}

/** LONG or SHORT, in any case; else BOTH. */
export function positionSideOf(text: string | undefined): PositionSide {
  const side = text?.trim().toUpperCase();
  return side === 'LONG' || side === 'SHORT' ? side : 'BOTH';
}

/** BUY or SELL, in any case; anything else is no side. */
export function fillSideOf(text: string | undefined): Fill['side'] {
  const side = text?.trim().toUpperCase();
  return side === 'BUY' || side === 'SELL' ? side : undefined;
}

/** A fee in dollars. One in another asset is not known, since nothing here has its price. */
export function dollarFee(
  fee: number | undefined,
  asset: string | undefined,
): { readonly usd: number | undefined; readonly inOtherAsset: boolean } {
  const inOtherAsset = fee !== undefined && !isDollar(asset);
  return { usd: inOtherAsset ? undefined : fee, inOtherAsset };
}

// Where no asset is named it is the dollar.
function isDollar(asset: string | undefined): boolean {
  if (asset === undefined || DOLLARS.has(asset)) return true;
  const name = asset.trim().toUpperCase();
  return name === '' || DOLLARS.has(name);
}
