import type { Close, Fill } from '../../src/model/event';
import type { Route } from '../../src/model/route';
import { ackOf, fallbackOf, feeBps, fillSlippageBps, notionalOf } from '../../src/model/route-costs';
import type { FieldTest } from './field-shares';

export type CloseField =
  'fee' | 'funding' | 'strategy' | 'attempt' | 'order_id' | 'sizes' | 'risk' | 'notional';

/** What a close should say for its position to be measured whole. */
export const CLOSE_FIELDS: readonly FieldTest<Close, CloseField>[] = [
  ['fee', ({ feesUsd }) => feesUsd !== undefined],
  ['funding', ({ fundingUsd }) => fundingUsd !== undefined],
  ['strategy', ({ strategy }) => strategy !== undefined],
  ['attempt', ({ attemptId, intentId }) => (attemptId ?? intentId) !== undefined],
  ['order_id', ({ orderId, clientOrderId }) => (orderId ?? clientOrderId) !== undefined],
  ['sizes', ({ sizeBefore, sizeAfter }) => sizeBefore !== undefined && sizeAfter !== undefined],
  ['risk', ({ riskUsd }) => riskUsd !== undefined],
  ['notional', ({ notionalUsd }) => notionalUsd !== undefined],
];

export type FillField = 'side' | 'quantity' | 'price' | 'fee' | 'order_id' | 'attempt';

/** What a fill should say to open a position. */
export const FILL_FIELDS: readonly FieldTest<Fill, FillField>[] = [
  ['side', ({ side }) => side !== undefined],
  ['quantity', ({ qty }) => qty !== undefined],
  ['price', ({ price }) => price !== undefined],
  ['fee', ({ feeUsd }) => feeUsd !== undefined],
  ['order_id', ({ orderId, clientOrderId }) => (orderId ?? clientOrderId) !== undefined],
  ['attempt', ({ attemptId, intentId }) => (attemptId ?? intentId) !== undefined],
];

export type RouterRowField =
  | 'attempt'
  | 'maker_start'
  | 'is_maker_final'
  | 'used_fallback'
  | 'slippage'
  | 'notional'
  | 'fee'
  | 'latency'
  | 'result'
  | 'policy';

/** What a router row should say. Slippage and fee are those of attempts with a fill, and count where they are believed. */
export const ROUTER_ROW_FIELDS: readonly FieldTest<Route, RouterRowField>[] = [
  ['attempt', ({ links }) => links.length > 0],
  ['maker_start', ({ makerStart }) => makerStart !== undefined],
  ['is_maker_final', (route) => onlyWhere(route.makerStart !== false, route.makerFinal !== undefined)],
  ['used_fallback', (route) => onlyWhere(makesMarket(route), fallbackOf(route) !== undefined)],
  ['slippage', (route) => onlyWhere(route.filled, fillSlippageBps(route) !== undefined)],
  ['notional', (route) => onlyWhere(route.filled, notionalOf(route) !== undefined)],
  ['fee', (route) => onlyWhere(route.filled, feeBps(route) !== undefined)],
  ['latency', (route) => onlyWhere(!route.twap, ackOf(route) !== undefined)],
  ['result', ({ reported }) => reported],
  ['policy', ({ policy }) => policy !== undefined],
];

function makesMarket({ makerStart, twap }: Route): boolean {
  return makerStart === true && !twap;
}

function onlyWhere(needed: boolean, carried: boolean): boolean | undefined {
  return needed ? carried : undefined;
}
