'use strict';

/* The question in SQL: DuckDB with the columns given, on so many threads. Args: the logs, threads. */

const { join } = require('node:path');
const { DuckDBInstance } = require('@duckdb/node-api');

const [logs, threads] = process.argv.slice(2);
const read = (stem, columns) =>
  `read_json('${join(logs, 'execution', stem)}.jsonl', format = 'newline_delimited', columns = {${columns}})`;

const SQL = `
  WITH orders AS (
    SELECT symbol, event_type, epoch_ms(ts::TIMESTAMPTZ) AS ts, epoch_ms(ts_close::TIMESTAMPTZ) AS ts_close, realizedPnlUsd AS realized
    FROM ${read('orders_executed', "symbol: 'VARCHAR', event_type: 'VARCHAR', ts: 'VARCHAR', ts_close: 'VARCHAR', realizedPnlUsd: 'DOUBLE'")}
  ), routes AS (
    SELECT symbol, ts * 1000 AS ts, slippage_bps, is_maker_final
    FROM ${read('order_metrics', "symbol: 'VARCHAR', ts: 'DOUBLE', slippage_bps: 'DOUBLE', is_maker_final: 'BOOLEAN'")}
  ), moment AS (
    SELECT greatest((SELECT max(coalesce(ts_close, ts)) FROM orders), (SELECT max(ts) FROM routes)) AS now_ms
  ), closed AS (
    SELECT symbol, count(*) AS closes, sum(realized) AS realized
    FROM orders, moment WHERE event_type = 'order_close' AND ts_close > now_ms - 30 * 86400000::BIGINT GROUP BY symbol
  ), routed AS (
    SELECT symbol, count(is_maker_final) AS rows, quantile_cont(slippage_bps, 0.5) FILTER (abs(slippage_bps) <= 2000) AS slippage_p50,
           avg(is_maker_final::INT) AS maker_fill
    FROM routes, moment WHERE ts > now_ms - 14 * 86400000::BIGINT GROUP BY symbol
  )
  SELECT symbol, closes::INT, realized, rows::INT, slippage_p50, maker_fill
  FROM closed JOIN routed USING (symbol) ORDER BY symbol`;

async function main() {
  const instance = await DuckDBInstance.create(':memory:', { threads });
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(SQL)).getRows();
  console.log(JSON.stringify(Object.fromEntries(rows.map(([symbol, ...figures]) => [symbol, figures]))));
}

void main();
