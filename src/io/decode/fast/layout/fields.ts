/** The fields of a row that anything is read of or checked of (src/model/schemas/rows.ts), numbered. */
const TOP = [
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
] as const;
const NESTED = [
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
const ALL = [...TOP, ...NESTED] as const;

export type FieldName = (typeof ALL)[number];

export const FIELD_COUNT = ALL.length;

/** The number of each field. */
export const FIELD: Readonly<Record<FieldName, number>> = numbered();

function numbered(): Record<FieldName, number> {
  // The cast restates what fromEntries forgets: there is one entry for each name.
  return Object.fromEntries(ALL.map((name, n) => [name, n])) as Record<FieldName, number>;
}

/** Of a key that is not read, and of one that no row may have. */
const NO_FIELD = -1;
const FORBIDDEN = -2;
const ROW = -1;

// By the field that holds the object they lie in.
const KEYS: ReadonlyMap<number, ReadonlyMap<string, number>> = new Map([
  [
    ROW,
    new Map<string, number>([...TOP.map((name) => [name, FIELD[name]] as const), ['__proto__', FORBIDDEN]]),
  ],
  ...(['qty', 'timing_ms', 'result', 'policy'] as const).map(
    (holder) =>
      [
        FIELD[holder],
        new Map(
          NESTED.filter((name) => name.startsWith(`${holder}.`)).map((name) => [
            name.slice(holder.length + 1),
            FIELD[name],
          ]),
        ),
      ] as const,
  ),
]);

/**
 * The number of the field whose key lies there in the object that the field `holder` holds, −1 for the row itself; −1 for
 * none that is read, −2 for a key that no row may have.
 */
export function fieldOf(holder: number, bytes: Uint8Array, start: number, end: number): number {
  const key = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  return KEYS.get(holder)?.get(key) ?? NO_FIELD;
}
