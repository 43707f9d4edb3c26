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
  '__proto__',
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

/** The fields of one object, found by the bytes of their keys. */
export class KeyTable {
  private readonly buckets: (readonly Key[])[] = Array.from({ length: 1024 }, () => []);

  constructor(keys: readonly (readonly [key: string, field: number])[]) {
    for (const [text, field] of keys) {
      const bytes = Buffer.from(text);
      const bucket = bucketOf(bytes, 0, bytes.length);
      this.buckets[bucket] = [...(this.buckets[bucket] ?? []), { bytes, field }];
    }
  }

  /** The field whose key lies there; −1 for none. */
  find(row: Uint8Array, start: number, end: number): number {
    const bucket = this.buckets[bucketOf(row, start, end)];
    if (bucket === undefined) return -1;
    for (const { bytes, field } of bucket) if (isAt(row, start, end, bytes)) return field;
    return -1;
  }
}

interface Key {
  readonly bytes: Uint8Array;
  readonly field: number;
}

function bucketOf(bytes: Uint8Array, start: number, end: number): number {
  return ((end - start) * 37 + (bytes[start] ?? 0) * 5 + (bytes[end - 1] ?? 0) * 11) & 1023;
}

function isAt(row: Uint8Array, start: number, end: number, key: Uint8Array): boolean {
  if (end - start !== key.length) return false;
  for (let i = 0; i < key.length; i++) if (row[start + i] !== key[i]) return false;
  return true;
}

/** The keys of a row. */
export const ROW_KEYS = new KeyTable(TOP.map((name) => [name, FIELD[name]]));

/** The keys of the objects in a row that are read, by the field that holds the object. */
export const NESTED_KEYS: ReadonlyMap<number, KeyTable> = new Map(
  (['qty', 'timing_ms', 'result', 'policy'] as const).map((outer) => [
    FIELD[outer],
    new KeyTable(
      NESTED.filter((name) => name.startsWith(`${outer}.`)).map((name) => [
        name.slice(outer.length + 1),
        FIELD[name],
      ]),
    ),
  ]),
);
