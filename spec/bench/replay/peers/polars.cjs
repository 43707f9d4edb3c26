'use strict';

/* The question in Polars: lazy scans of the columns that are needed. Args: the logs. */

const { join } = require('node:path');
const pl = require(join(process.env.PEERS_DIR, 'node_modules', 'nodejs-polars'));

const scan = (stem) =>
  pl.scanJson(join(process.argv[2], 'execution', `${stem}.jsonl`), { inferSchemaLength: 1000 });
const DAY_MS = 86_400_000;

async function main() {
  // ISO 8601 in UTC, all of one form: their order as texts is their order in time.
  const orders = await scan('orders_executed')
    .select('symbol', 'event_type', 'ts', 'ts_close', 'realizedPnlUsd')
    .collect();
  const routes = await scan('order_metrics')
    .select('symbol', 'ts', 'slippage_bps', 'is_maker_final')
    .collect();
  const [latest] = orders.select(pl.col('ts').max(), pl.col('ts_close').max()).toRecords();
  const last = [latest.ts, latest.ts_close].filter(Boolean).sort().at(-1);
  const nowMs = Math.max(Date.parse(last), routes.getColumn('ts').max() * 1000);
  const since = new Date(nowMs - 30 * DAY_MS).toISOString().replace('Z', '000+00:00');
  const closed = orders
    .filter(
      pl
        .col('event_type')
        .eq(pl.lit('order_close'))
        .and(pl.col('ts_close').gt(pl.lit(since))),
    )
    .groupBy('symbol')
    .agg(pl.col('realizedPnlUsd').count().alias('closes'), pl.col('realizedPnlUsd').sum().alias('realized'));
  const routed = routes
    .filter(pl.col('ts').gt((nowMs - 14 * DAY_MS) / 1000))
    .groupBy('symbol')
    .agg(
      pl.col('is_maker_final').count().alias('rows'),
      // An order without a fill has ±10,000 in this place.
      pl.col('slippage_bps').filter(pl.col('slippage_bps').abs().ltEq(2000)).median().alias('slippage_p50'),
      pl.col('is_maker_final').mean().alias('maker_fill'),
    );
  const told = closed
    .join(routed, { on: 'symbol' })
    .toRecords()
    .map(({ symbol, ...one }) => [
      symbol,
      [one.closes, one.realized, one.rows, one.slippage_p50, one.maker_fill].map(Number),
    ]);
  console.log(JSON.stringify(Object.fromEntries(told)));
}

void main();
