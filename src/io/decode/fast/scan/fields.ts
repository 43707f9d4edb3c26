import { isObject, objectAt, own, type JsonObject } from '../../../../model/values/json';
import * as KIND from './kinds';

/** The fields of a row that anything is read of or checked of (src/model/schemas/rows.ts), numbered. */
const ALL = [
  'event_type',
  'event',
  'symbol',
  'ts',
  'ts_close',
  'realizedPnlUsd',
  'pnl_usd',
  'pnl_at_close_usd',
  'fees_total',
  'funding_usd',
  'orderId',
  'clientOrderId',
  'strategy',
  'strategy_id',
  'exit_reason',
  'exitReason',
  'close_reason',
  'venue',
  'exchange',
  'attempt_id',
  'attemptId',
  'intent_id',
  'initial_risk_usd',
  'risk_usd',
  'entry_notional_usd',
  'notional_usd',
  'position_size_before',
  'position_size_after',
  'positionSide',
  'closed_qty',
  'feeAsset',
  'tradeIds',
  'route',
  'prices',
  'side',
  'ts_fill_first',
  'ts_fill_last',
  'executedQty',
  'avgPrice',
  'fee_total',
  'reduceOnly',
  'qty',
  'timing_ms',
  'ack_latency_ms',
  'latency_ms',
  'result',
  'fees_usd',
  'slippage_bps',
  'policy',
  'maker_start',
  'started_maker',
  'is_maker_final',
  'used_fallback',
  'prices.avg_fill',
  'qty.contracts',
  'qty.notional_usd',
  'timing_ms.ack',
  'result.status',
  'result.retries',
  'result.cancelled',
  'policy.maker_first',
  'policy.taker_bias',
  'policy.bias_label',
  'policy.offset_bps',
  'policy.quality',
] as const;

export type FieldName = (typeof ALL)[number];

/** The number of each field. */
export const FIELD: Readonly<Record<FieldName, number>> = numbered();

function numbered(): Record<FieldName, number> {
  // The cast restates what fromEntries forgets: there is one entry for each name.
  return Object.fromEntries(ALL.map((name, n) => [name, n])) as Record<FieldName, number>;
}

/** Of the row itself, in place of a field that holds the key; of a key that is not read; of one that no row may have. */
const ROW = -1;
const NO_FIELD = -1;
const FORBIDDEN = -2;

const FIELD_OF: ReadonlyMap<string, number> = new Map(Object.entries(FIELD));

/**
 * The number of the field whose key lies there in the object that the field `holder` holds, −1 for the row itself; −1 for
 * none that is read, −2 for a key that no row may have.
 */
export function fieldOf(holder: number, bytes: Uint8Array, start: number, end: number): number {
  const key = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  if (key.includes('.')) return NO_FIELD;
  if (holder !== ROW) return FIELD_OF.get(`${ALL[holder] ?? ''}.${key}`) ?? NO_FIELD;
  return key === '__proto__' ? FORBIDDEN : (FIELD_OF.get(key) ?? NO_FIELD);
}

const KINDS_OF_TYPE: ReadonlyMap<unknown, readonly number[]> = new Map([
  ['null', [KIND.NULL]],
  ['boolean', [KIND.TRUE, KIND.FALSE]],
  ['number', [KIND.NUMBER]],
  ['string', [KIND.ASCII, KIND.TEXT]],
  ['object', [KIND.OBJECT]],
  ['array', [KIND.ARRAY]],
]);

/**
 * Of each kind of each field, `kinds` a field, a bit for each schema that allows it there: the first schema has the lowest.
 * A field that a schema does not have may hold anything.
 */
export function permitsOf(schemas: readonly object[], kinds: number): Uint8Array {
  const permits = new Uint8Array(ALL.length * kinds).fill((1 << schemas.length) - 1);
  schemas.forEach((schema, n) => {
    for (const [name, allowed] of propertiesOf({ ...schema }, '')) {
      const field = FIELD_OF.get(name);
      if (field === undefined) throw new Error(`the schema has a field that no scan finds: ${name}`);
      for (let kind = 0; kind < kinds; kind++) {
        const at = field * kinds + kind;
        if (!allowed.includes(kind)) permits[at] = (permits[at] ?? 0) & ~(1 << n);
      }
    }
  });
  return permits;
}

// The properties of a schema and of its objects, each with the kinds it may hold.
function propertiesOf(schema: JsonObject, prefix: string): readonly (readonly [string, readonly number[]])[] {
  return Object.entries(objectAt(schema, 'properties')).flatMap(([key, property]) => {
    if (!isObject(property)) return [];
    const type = own(property, 'type');
    const types: readonly unknown[] = Array.isArray(type) ? type : [type];
    const allowed = types.flatMap((name) => KINDS_OF_TYPE.get(name) ?? []);
    return [[prefix + key, allowed] as const, ...propertiesOf(property, `${prefix}${key}.`)];
  });
}
