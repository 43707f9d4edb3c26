import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ScanPool } from '../../src/io/scan-pool';
import { ScannedLines, scanLines } from '../../src/io/hot/scanned-lines';
import { readRow, type ReadRow } from '../../src/io/hot/read-row';
import { RowBlocks } from '../../src/io/hot/row-blocks';
import { randomOf } from '../../src/simulate/random';
import { ROOT } from '../cli/built';
import { mutantOf } from './hot/mutants';
import { flat } from './rows';
import { readChain, told, type How } from './reading';
import { inTempDir } from './temp-dir';

const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
const MAX_LINE_BYTES = 2000;

const linesOf = (path: string): readonly Buffer[] =>
  readFileSync(join(ROOT, path), 'latin1')
    .split('\n')
    .map((line) => Buffer.from(line, 'latin1'));
const SEEDS = [
  ...linesOf('spec/io/hot/corpus.jsonl'),
  ...linesOf('logs/sample/execution/orders_executed.jsonl').slice(0, 150),
  ...linesOf('logs/sample/execution/order_metrics.jsonl').slice(0, 50),
];

/** Everyday rows, mutants of them, and a line that is too long; the last one without its newline. */
function log(random: () => number, count: number): Buffer {
  const lines = Array.from({ length: count }, (_, n) => {
    const seed = SEEDS[Math.floor(random() * SEEDS.length)] ?? Buffer.alloc(0);
    if (n % 97 === 50) return Buffer.from(`{"long": "${'x'.repeat(MAX_LINE_BYTES)}"}`);
    return n % 5 === 0 ? mutantOf(seed, random) : seed;
  });
  return Buffer.concat(lines.flatMap((line, n) => (n === 0 ? [line] : [Buffer.from('\n'), line])));
}

const eventOf = (read: ReadRow | undefined): unknown => (typeof read === 'object' ? flat(read) : read);

describe('lines that are scanned ahead', () => {
  it(`are read as they are read without: seed ${SEED}`, () => {
    const random = randomOf(SEED, 'scanned');
    const chunk = log(random, 2000);
    const places: number[] = [];
    for (let start = 0; start < chunk.length;) {
      const end = chunk.indexOf(0x0a, start);
      places.push(start, end < 0 ? chunk.length : end);
      start = (places.at(-1) ?? 0) + 1;
    }
    for (const kind of ['orders', 'metrics', 'mixed'] as const)
      for (const since of [-Infinity, Date.UTC(2026, 0, 8), Infinity]) {
        const job = {
          chunk,
          lines: Int32Array.from(places),
          log: kind,
          latestTs: Date.UTC(2026, 0, 12),
          since,
        };
        const scanned = new ScannedLines(scanLines(job));
        for (let n = 0; n < places.length; n += 2) {
          const [start = 0, end = 0] = places.slice(n);
          const reading = { ...job, blocks: new RowBlocks() };
          const plain = eventOf(readRow(chunk, start, end, reading));
          expect(
            eventOf(scanned.next(chunk, start, end, reading)),
            chunk.toString('latin1', start, end),
          ).to.deep.equal(plain);
        }
      }
  });

  it('however the file is cut in chunks, and by however many threads', async function () {
    this.timeout(60_000);
    const random = randomOf(SEED, 'chunks');
    const pools = [new ScanPool(1), new ScanPool(2)];
    try {
      const files = {
        'orders_executed.1.jsonl': log(random, 300),
        'orders_executed.jsonl': log(random, 600),
      };
      await inTempDir(files, async (dir) => {
        const reading = async (how: How): Promise<unknown> =>
          told(
            await readChain(dir, 5, { maxLineBytes: MAX_LINE_BYTES, since: Date.UTC(2026, 0, 4), ...how }),
          );
        const plain = await reading({});
        for (const chunkBytes of [300, 5000, 256 * 1024])
          for (const scanPool of [undefined, ...pools])
            expect(await reading({ chunkBytes, ...(scanPool && { scanPool }) })).to.deep.equal(plain);
      });
    } finally {
      await Promise.all(pools.map((pool) => pool.close()));
    }
  });

  it('a thread that ends fails what it was asked, and what it is asked later', async () => {
    const pool = new ScanPool(1);
    const job = {
      chunk: Buffer.alloc(0),
      lines: new Int32Array(0),
      log: 'orders',
      latestTs: 0,
      since: 0,
    } as const;
    const asked = pool.scan(job);
    await pool.close();
    for (const scanned of [asked, pool.scan(job)]) {
      const failure = await scanned.then(
        () => undefined,
        (error: unknown) => String(error),
      );
      expect(failure).to.match(/a scanning thread ended/);
    }
  });
});
