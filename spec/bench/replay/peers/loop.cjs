'use strict';

/* The question as a plain loop over JSON.parse. Args: the logs. */

const { join } = require('node:path');
const { eachLine } = require('./lines.cjs');

const closes = [];
const routes = [];
let at = -Infinity;
eachLine(join(process.argv[2], 'execution', 'orders_executed.jsonl'), (line) => {
  const row = JSON.parse(line);
  const isClose = row.event_type === 'order_close';
  const ts = Date.parse(isClose ? (row.ts_close ?? row.ts) : row.ts);
  at = Math.max(at, ts);
  if (isClose)
    closes.push([row.symbol, ts, row.realizedPnlUsd - (row.fees_total ?? 0) - (row.funding_usd ?? 0)]);
});
eachLine(join(process.argv[2], 'execution', 'order_metrics.jsonl'), (line) => {
  const row = JSON.parse(line);
  const ts = row.ts * 1000;
  at = Math.max(at, ts);
  routes.push([row.symbol, ts, row.slippage_bps, row.is_maker_final]);
});
const since = at - 7 * 86_400_000;
const figures = new Map();
const of = (symbol) => {
  if (!figures.has(symbol))
    figures.set(symbol, { trades: 0, wins: 0, net: 0, slips: [], known: 0, maker: 0 });
  return figures.get(symbol);
};
for (const [symbol, ts, net] of closes) {
  if (ts <= since) continue;
  const one = of(symbol);
  one.trades++;
  if (net > 1e-9) one.wins++;
  one.net += net;
}
for (const [symbol, ts, slippage, maker] of routes) {
  if (ts <= since) continue;
  const one = of(symbol);
  if (typeof slippage === 'number') one.slips.push(slippage);
  if (typeof maker !== 'boolean') continue;
  one.known++;
  if (maker) one.maker++;
}
const median = (values) => {
  const sorted = values.sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
};
const told = [...figures].map(([symbol, { trades, wins, net, slips, known, maker }]) => [
  symbol,
  [trades, wins, net, known, median(slips), maker / known],
]);
console.log(JSON.stringify(Object.fromEntries(told)));
