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
    .select('symbol', 'event_type', 'ts', 'ts_close', 'realizedPnlUsd', 'fees_total', 'funding_usd')
    .collect();
  const routes = await scan('order_metrics')
    .select('symbol', 'ts', 'slippage_bps', 'is_maker_final')
    .collect();
  const [latest] = orders.select(pl.col('ts').max(), pl.col('ts_close').max()).toRecords();
  const last = [latest.ts, latest.ts_close].filter(Boolean).sort().at(-1);
  const nowMs = Math.max(Date.parse(last), routes.getColumn('ts').max() * 1000);
  const since = new Date(nowMs - 7 * DAY_MS).toISOString().replace('Z', '000+00:00');
  const net = pl
    .col('realizedPnlUsd')
    .sub(pl.col('fees_total').fillNull(0))
    .sub(pl.col('funding_usd').fillNull(0));
  const closed = orders
    .filter(
      pl
        .col('event_type')
        .eq(pl.lit('order_close'))
        .and(pl.col('ts_close').gt(pl.lit(since))),
    )
    .withColumn(net.alias('net'))
    .groupBy('symbol')
    .agg(
      pl.col('net').count().alias('trades'),
      pl.col('net').gt(1e-9).sum().alias('wins'),
      pl.col('net').sum(),
    );
  const routed = routes
    .filter(pl.col('ts').gt((nowMs - 7 * DAY_MS) / 1000))
    .groupBy('symbol')
    .agg(
      pl.col('is_maker_final').count().alias('rows'),
      pl.col('slippage_bps').median().alias('slippage_p50'),
      pl.col('is_maker_final').mean().alias('maker_fill'),
    );
  const told = closed
    .join(routed, { on: 'symbol' })
    .toRecords()
    .map(({ symbol, ...one }) => [
      symbol,
      [one.trades, one.wins, one.net, one.rows, one.slippage_p50, one.maker_fill].map(Number),
    ]);
  console.log(JSON.stringify(Object.fromEntries(told)));
}

void main();
