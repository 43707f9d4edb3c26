'use strict';

/* The question in SQL: DuckDB with the columns given, on so many threads. Args: the logs, threads. */

const { join } = require('node:path');
const { DuckDBInstance } = require(join(process.env.PEERS_DIR, 'node_modules', '@duckdb', 'node-api'));

const [logs, threads] = process.argv.slice(2);
const read = (stem, columns) =>
  `read_json('${join(logs, 'execution', stem)}.jsonl', format = 'newline_delimited', columns = {${columns}})`;

const SQL = `
  WITH orders AS (
    SELECT symbol, event_type, epoch_ms(ts::TIMESTAMPTZ) AS ts, epoch_ms(ts_close::TIMESTAMPTZ) AS ts_close,
           realizedPnlUsd - coalesce(fees_total, 0) - coalesce(funding_usd, 0) AS net
    FROM ${read('orders_executed', "symbol: 'VARCHAR', event_type: 'VARCHAR', ts: 'VARCHAR', ts_close: 'VARCHAR', realizedPnlUsd: 'DOUBLE', fees_total: 'DOUBLE', funding_usd: 'DOUBLE'")}
  ), routes AS (
    SELECT symbol, ts * 1000 AS ts, slippage_bps, is_maker_final
    FROM ${read('order_metrics', "symbol: 'VARCHAR', ts: 'DOUBLE', slippage_bps: 'DOUBLE', is_maker_final: 'BOOLEAN'")}
  ), moment AS (
    SELECT greatest((SELECT max(coalesce(ts_close, ts)) FROM orders), (SELECT max(ts) FROM routes)) AS now_ms
  ), closed AS (
    SELECT symbol, count(*) AS trades, count(*) FILTER (net > 1e-9) AS wins, sum(net) AS net
    FROM orders, moment WHERE event_type = 'order_close' AND ts_close > now_ms - 7 * 86400000 GROUP BY symbol
  ), routed AS (
    SELECT symbol, count(is_maker_final) AS rows, quantile_cont(slippage_bps, 0.5) AS slippage_p50,
           avg(is_maker_final::INT) AS maker_fill
    FROM routes, moment WHERE ts > now_ms - 7 * 86400000 GROUP BY symbol
  )
  SELECT symbol, trades::INT, wins::INT, net, rows::INT, slippage_p50, maker_fill
  FROM closed JOIN routed USING (symbol) ORDER BY symbol`;

async function main() {
  const instance = await DuckDBInstance.create(':memory:', { threads });
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(SQL)).getRows();
  console.log(JSON.stringify(Object.fromEntries(rows.map(([symbol, ...figures]) => [symbol, figures]))));
}

void main();
