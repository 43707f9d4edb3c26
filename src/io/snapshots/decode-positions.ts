import type { PositionsSnapshot } from '../../model/event';
import { canonicalJson, finite, isObject, own, symbolOf, type JsonObject } from '../../model/values/json';
import { firstNumeric, numeric } from '../../model/values/numeric';
import { snapshotTime } from './snapshot-fields';

/** positions.json: a list, or one under `positions`, `items` or `rows`. Several positions of a symbol add up by size. */
export function decodePositions(snapshot: unknown, receivedMs: number): PositionsSnapshot {
  const outer = isObject(snapshot) ? snapshot : {};
  const exposureUsd = new Map<string, number | undefined>();
  let usable = false;
  for (const row of rowsOf(snapshot)) {
    const symbol = isObject(row) ? symbolOf(own(row, 'symbol')) : undefined;
    if (!isObject(row) || symbol === undefined) continue;
    const size = exposureOf(row);
    usable ||= size !== undefined;
    const before = exposureUsd.has(symbol) ? exposureUsd.get(symbol) : 0;
    exposureUsd.set(symbol, size === undefined || before === undefined ? undefined : finite(before + size));
  }
  return {
    kind: 'positions',
    ts: snapshotTime(outer, receivedMs),
    text: canonicalJson(snapshot),
    usable,
    exposureUsd,
  };
}

function rowsOf(snapshot: unknown): readonly unknown[] {
  if (Array.isArray(snapshot)) return snapshot;
  if (!isObject(snapshot)) return [];
  const lists = ['positions', 'items', 'rows'].map((name) => own(snapshot, name)).filter(isList);
  return lists.find((list) => list.length > 0) ?? [];
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

// |qty| · mark; a mark of 0 is a price that is not known yet, and the notional stands in. A notional of 0 beside a quantity
// is not known yet either.
function exposureOf(row: JsonObject): number | undefined {
  const qty = firstNumeric(row, ['qty', 'positionAmt']);
  if (qty === 0) return 0;
  const mark = firstNumeric(row, ['mark_price', 'markPrice']);
  if (qty !== undefined && mark !== undefined && mark > 0) return finite(Math.abs(qty) * mark);
  const notional = numeric(own(row, 'notional'));
  return notional === undefined || (notional === 0 && qty !== undefined) ? undefined : Math.abs(notional);
}
