import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bench } from 'tinybench';
import { METRICS } from '../../operators/expectancy/metrics/registry';
import { measureExpectancy } from '../../operators/expectancy/measure-expectancy';
import { decodeAnyRow } from '../../src/io/decode/decode-row';
import { CurrentRow } from '../../src/io/decode/fast/scan/current-row';
import { readRow } from '../../src/io/decode/fast/line-scan';
import { RowBlocks } from '../../src/io/decode/fast/columns/row-blocks';
import { ExactSum } from '../../src/model/math/exact-sum';
import { settingsFrom } from '../../src/model/fund/settings';
import { MINUTE } from '../../src/model/values/time';
import { ROOT } from '../cli/built';
import type { Trade } from '../../src/model/trade';
import { tradeOf } from '../operators/made';
import { machine } from './figures';

/** `npm run bench:micro`: what the parts cost, each beside what it is compared with. */

const TRADES = 10_000;
const SYMBOLS = 50;

function lineOf(stem: string, part: string): Buffer {
  const lines = readFileSync(join(ROOT, 'logs', 'sample', 'execution', `${stem}.jsonl`), 'latin1').split(
    '\n',
  );
  return Buffer.from(lines.find((line) => line.includes(part)) ?? '{}', 'latin1');
}

function rows(bench: Bench): void {
  const row = new CurrentRow();
  for (const [name, bytes, log] of [
    ['router row', lineOf('order_metrics', 'FILLED'), 'metrics'],
    ['order ack', lineOf('orders_executed', 'order_ack'), 'orders'],
    ['order close', lineOf('orders_executed', 'order_close'), 'orders'],
  ] as const) {
    const reading = { log, latestTs: Infinity, since: -Infinity, blocks: new RowBlocks(), row };
    bench.add(`${name}: fast path`, () => readRow(bytes, 0, bytes.length, reading));
    bench.add(`${name}: full decoder`, () => decodeAnyRow(bytes, log, Infinity));
    bench.add(`${name}: JSON.parse alone`, (): unknown => JSON.parse(bytes.toString('latin1')));
  }
}

function folds(bench: Bench): void {
  const trades = Array.from({ length: TRADES }, (_, n) =>
    tradeOf((n % 7) - 3, (n + 1) * MINUTE, { id: `t${n}`, symbol: `S${n % SYMBOLS}` }),
  );
  const fold = measureExpectancy(settingsFrom({}));
  const filled = (): ReturnType<typeof fold.init> => {
    const state = fold.init();
    for (const trade of trades) fold.step(state, { kind: 'trade', trade, before: undefined });
    return state;
  };
  const asOf = TRADES * MINUTE;
  const state = filled();
  fold.view(state, asOf);
  bench.add(`expectancy of ${TRADES} trades: a first view`, () => fold.view(filled(), asOf));
  bench.add('the same: a view when nothing changed', () => fold.view(state, asOf));
  let n = 0;
  bench.add('the same: a view after one more trade', () => {
    const trade = tradeOf(1, asOf, { id: `more${n++}`, symbol: 'S1' });
    fold.step(state, { kind: 'trade', trade, before: undefined });
    fold.view(state, asOf);
    fold.step(state, { kind: 'untrade', trade });
  });
  const sum = new ExactSum();
  bench.add('one exact addition', () => {
    sum.add(0.1);
  });
}

/**
 * One trade in and the oldest out, in turn over windows that hold TRADES each, looked at after every so many: what all
 * statistics of a group cost as its window slides.
 */
function windows(bench: Bench): void {
  for (const perView of [1, 100]) {
    const slides = Array.from({ length: SYMBOLS }, () => slide(perView));
    let n = 0;
    bench.add(`all statistics: ${perView} in and out, then a view, ${SYMBOLS} windows of ${TRADES}`, () =>
      slides[n++ % SYMBOLS]?.(),
    );
  }
}

/** A window; each call moves it on by so many trades. */
function slide(by: number): () => void {
  const meter = METRICS.meter(settingsFrom({}));
  let n = 0;
  const next = (): Trade => tradeOf(((++n * 7919) % 1009) / 100 - 5, n * MINUTE, { id: `t${n}` });
  const held = Array.from({ length: TRADES }, next);
  meter.measure(held, { removed: [], added: held });
  return () => {
    const removed = held.splice(0, by);
    const added = Array.from({ length: by }, next);
    held.push(...added);
    meter.measure(held, { removed, added });
  };
}

async function main(): Promise<void> {
  console.log(machine());
  const bench = new Bench({ time: 500 });
  rows(bench);
  folds(bench);
  windows(bench);
  await bench.run();
  console.table(bench.table());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
