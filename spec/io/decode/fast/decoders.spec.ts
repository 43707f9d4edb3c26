import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { decodeAnyRow } from '../../../../src/io/decode/decode-row';
import { NOTED } from '../../../../src/io/decode/row/event-kind';
import type { LogKind } from '../../../../src/io/decode/row/decoded';
import { CurrentRow } from '../../../../src/io/decode/fast/scan/current-row';
import { readRow } from '../../../../src/io/decode/fast/line-scan';
import { RowBlocks } from '../../../../src/io/decode/fast/columns/row-blocks';
import { isObject, sortedRecord } from '../../../../src/model/values/json';
import { randomOf } from '../../../../src/simulate/chance/random';
import { runsOf } from '../../../campaign';
import { ROOT } from '../../../cli/built';
import { closeRow, metricRow } from '../../../live/executor/rows';
import { flat } from '../../rows';
import { mutantOf } from './mutants';

const LATEST = Date.UTC(2026, 0, 12);
const BLOCKS = new RowBlocks();
const ROW = new CurrentRow();
const LOGS: readonly LogKind[] = ['orders', 'metrics', 'mixed'];
const RUNS = runsOf('fuzz');
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);

const linesOf = (path: string): readonly Buffer[] =>
  readFileSync(join(ROOT, path), 'latin1')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Buffer.from(line, 'latin1'));

/** The rows that mutants are made of. */
const SEEDS: readonly Buffer[] = [
  ...linesOf('spec/io/decode/fast/corpus.jsonl'),
  ...linesOf('logs/sample/execution/order_metrics.jsonl').slice(0, 40),
  ...linesOf('logs/sample/execution/orders_executed.jsonl').slice(0, 80),
  ...[metricRow(1, LATEST - 1000), closeRow(1, LATEST - 1000)].map((line) => Buffer.from(line)),
];

/** Says where the fast path differs from the full decoder; whether it read the line. */
function compared(bytes: Buffer, log: LogKind, latest = LATEST): boolean {
  const reading = { log, latestTs: latest, since: -Infinity, blocks: BLOCKS, row: ROW };
  const fast = readRow(bytes, 0, bytes.length, reading);
  // Of what is passed over it reads as much, and tells the ts.
  const ts = typeof fast === 'object' ? fast.ts : fast;
  expect(readRow(bytes, 0, bytes.length, { ...reading, since: Infinity }), `seed ${SEED}`).to.equal(ts);
  if (fast === undefined) return false;
  const full = decodeAnyRow(bytes, log, latest);
  // Every field with its value, −0 apart from 0.
  const told = (value: unknown): string =>
    JSON.stringify(value, (_, one: unknown) => {
      if (isObject(one)) return sortedRecord(Object.entries(one));
      return one === undefined ? '(undefined)' : Object.is(one, -0) ? '(-0)' : one;
    });
  const whole =
    typeof fast === 'number'
      ? { kind: 'noted', ts: fast, type: NOTED[ROW.noted], nonfinite: 0, mistyped: 0 }
      : { kind: 'event', event: flat(fast), nonfinite: 0, mistyped: 0 };
  expect(told(whole), `seed ${SEED}, ${log}: ${bytes.toString('latin1')}`).to.equal(told(full));
  return true;
}

describe('the fast path of the decoder', () => {
  it('reads the everyday rows by itself', () => {
    const rows = [
      ['metrics', linesOf('logs/sample/execution/order_metrics.jsonl')],
      ['orders', linesOf('logs/sample/execution/orders_executed.jsonl')],
    ] as const;
    for (const [log, lines] of rows) {
      const read = lines.filter((bytes) => compared(bytes, log, Infinity)).length;
      expect(read / lines.length, log).to.be.above(0.95);
    }
  });

  it('says what the full decoder says, or nothing: the corpus', () => {
    for (const bytes of SEEDS) for (const log of LOGS) compared(bytes, log);
  });

  it(`says what the full decoder says, or nothing: ${RUNS} mutants, seed ${SEED}`, function () {
    this.timeout(0);
    const random = randomOf(SEED, 'mutants');
    let read = 0;
    for (let n = 0; n < RUNS; n++) {
      const seed = SEEDS[Math.floor(random() * SEEDS.length)] ?? Buffer.alloc(0);
      const bytes = mutantOf(seed, random);
      if (compared(bytes, LOGS[n % LOGS.length] ?? 'mixed')) read++;
    }
    // A decoder that gave everything up would differ nowhere.
    expect(read / RUNS).to.be.above(0.1);
  });
});
