import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIELD } from '../../src/io/decode/fast/scan/fields';
import { ROOT } from '../cli/built';
import { mutantOf } from './decode/fast/mutants';

/** What is longer is too long, in the logs made here. */
export const MAX_LINE_BYTES = 2000;

const linesOf = (path: string): readonly Buffer[] =>
  readFileSync(join(ROOT, path), 'latin1')
    .split('\n')
    .map((line) => Buffer.from(line, 'latin1'));
const SEEDS = [
  ...linesOf('spec/io/decode/fast/corpus.jsonl'),
  ...linesOf('logs/sample/execution/orders_executed.jsonl').slice(0, 150),
  ...linesOf('logs/sample/execution/order_metrics.jsonl').slice(0, 50),
];

const ACK = { event_type: 'order_ack', ts: '2026-01-05T00:00:00Z' };
/** A close that names every field there is. */
const WIDE = {
  ...Object.fromEntries(
    Object.keys(FIELD)
      .filter((name) => !name.includes('.'))
      .map((name) => [name, null]),
  ),
  ...{ event_type: 'order_close', symbol: 'BTCUSDT', ts: '2026-01-05T00:00:00Z', realizedPnlUsd: 1 },
};
const ODD_ONES = [
  { ...ACK, event_type: 'order_a' },
  { ...ACK, event_type: 'order_acks' },
  { ...ACK, qty: {} },
  WIDE,
];

/** Everyday rows, mutants of them, and a line that is too long; the last one without its newline. */
export function mixedLog(random: () => number, count: number): Buffer {
  const lines = Array.from({ length: count }, (_, n) => {
    const seed = SEEDS[Math.floor(random() * SEEDS.length)] ?? Buffer.alloc(0);
    if (n % 97 === 50) return Buffer.from(JSON.stringify({ ...ACK, long: 'x'.repeat(MAX_LINE_BYTES) }));
    if (n % 97 === 60) return Buffer.from(JSON.stringify(ODD_ONES[Math.floor(random() * ODD_ONES.length)]));
    return n % 5 === 0 ? mutantOf(seed, random) : seed;
  });
  return Buffer.concat(lines.flatMap((line, n) => (n === 0 ? [line] : [Buffer.from('\n'), line])));
}
