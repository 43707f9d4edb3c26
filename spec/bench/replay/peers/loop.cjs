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
  if (isClose) closes.push([row.symbol, ts, row.realizedPnlUsd]);
});
eachLine(join(process.argv[2], 'execution', 'order_metrics.jsonl'), (line) => {
  const row = JSON.parse(line);
  const ts = row.ts * 1000;
  at = Math.max(at, ts);
  routes.push([row.symbol, ts, row.slippage_bps, row.is_maker_final]);
});
const DAY_MS = 86_400_000;
const [closedSince, routedSince] = [at - 30 * DAY_MS, at - 14 * DAY_MS];
const figures = new Map();
const of = (symbol) => {
  if (!figures.has(symbol)) figures.set(symbol, { closes: 0, realized: 0, slips: [], known: 0, maker: 0 });
  return figures.get(symbol);
};
for (const [symbol, ts, realized] of closes) {
  if (ts <= closedSince) continue;
  const one = of(symbol);
  one.closes++;
  one.realized += realized;
}
for (const [symbol, ts, slippage, maker] of routes) {
  if (ts <= routedSince) continue;
  const one = of(symbol);
  // An order without a fill has ±10,000 in this place.
  if (Math.abs(slippage) <= 2000) one.slips.push(slippage);
  if (typeof maker !== 'boolean') continue;
  one.known++;
  if (maker) one.maker++;
}
const median = (values) => {
  const sorted = values.sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
};
const told = [...figures].map(([symbol, { closes, realized, slips, known, maker }]) => [
  symbol,
  [closes, realized, known, median(slips), maker / known],
]);
console.log(JSON.stringify(Object.fromEntries(told)));
