/**
 * Schemas of the executor's rows as it writes them. Open: unknown keys pass. Of a row that differs, a value of another
 * type is missing; without a symbol, a time or (where a close states one) a P&L the row cannot be used.
 */

const number = { type: ['number', 'null'] } as const;
const text = { type: ['string', 'null'] } as const;
const flag = { type: ['boolean', 'null'] } as const;
const id = { type: ['string', 'number', 'null'] } as const;
const time = { type: ['number', 'string', 'null'] } as const;
const object = (properties: Readonly<Record<string, object>>) =>
  ({ type: ['object', 'null'], properties }) as const;

const policy = object({
  maker_first: flag,
  taker_bias: { type: ['string', 'number', 'null'] },
  bias_label: text,
  offset_bps: number,
  quality: text,
});

/** A row of router metrics: one routed order attempt. */
export const metricRowSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:metric_row',
  title: 'order_metrics.jsonl: one routed order attempt',
  type: 'object',
  required: ['symbol', 'ts'],
  properties: {
    symbol: { type: 'string' },
    ts: { type: ['number', 'string'] },
    attempt_id: id,
    attemptId: id,
    intent_id: id,
    route: text,
    prices: object({ avg_fill: number }),
    qty: object({ contracts: number, notional_usd: number }),
    timing_ms: object({ ack: number }),
    ack_latency_ms: number,
    latency_ms: number,
    result: object({ status: text, retries: number, cancelled: flag }),
    fees_usd: number,
    slippage_bps: number,
    policy,
    maker_start: flag,
    started_maker: flag,
    is_maker_final: flag,
    used_fallback: flag,
    venue: text,
  },
} as const;

/** An order event. Only closes and fills are read beyond their kind and time. */
export const orderEventSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:order_event',
  title: 'orders_executed.jsonl: an order event',
  type: 'object',
  properties: {
    event_type: text,
    event: text,
    symbol: text,
    ts: time,
    ts_close: time,
    realizedPnlUsd: number,
    pnl_usd: number,
    pnl_at_close_usd: number,
    fees_total: number,
    feeAsset: text,
    funding_usd: number,
    orderId: id,
    clientOrderId: id,
    strategy: text,
    strategy_id: text,
    exit_reason: text,
    exitReason: text,
    close_reason: text,
    venue: text,
    exchange: text,
    attempt_id: id,
    attemptId: id,
    intent_id: id,
    initial_risk_usd: number,
    risk_usd: number,
    entry_notional_usd: number,
    notional_usd: number,
    position_size_before: number,
    position_size_after: number,
    positionSide: text,
    closed_qty: number,
    tradeIds: { type: ['array', 'null'] },
    side: text,
    ts_fill_first: time,
    ts_fill_last: time,
    executedQty: number,
    avgPrice: number,
    fee_total: number,
    reduceOnly: flag,
  },
} as const;
