import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { ScanPool, type Scanning } from '../../src/io/scan-pool';
import { LineScan, type Finds } from '../../src/io/hot/line-scan';
import type { Close } from '../../src/model/event';
import type { Fingerprint } from '../../src/model/digest';
import { closePrint, routePrint } from '../../src/model/fingerprint';
import type { Route } from '../../src/model/route';
import { FIELD } from '../../src/io/hot/fields';
import type { Asked } from '../../src/io/hot/row-head';
import { claim, ScannedLines, scanLines, type ScanJob } from '../../src/io/hot/scanned-lines';
import { LinesInChunk } from '../../src/io/line-splitter';
import { KeptLines, type RowLines } from '../../src/io/row-lines';
import { readRow } from '../../src/io/hot/read-row';
import { RowBlocks } from '../../src/io/hot/row-blocks';
import { randomOf } from '../../src/simulate/random';
import { ROOT } from '../cli/built';
import { mutantOf } from './hot/mutants';
import { closeLine, flat, routeLine } from './rows';
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
function log(random: () => number, count: number): Buffer {
  const lines = Array.from({ length: count }, (_, n) => {
    const seed = SEEDS[Math.floor(random() * SEEDS.length)] ?? Buffer.alloc(0);
    if (n % 97 === 50) return Buffer.from(JSON.stringify({ ...ACK, long: 'x'.repeat(MAX_LINE_BYTES) }));
    if (n % 97 === 60) return Buffer.from(JSON.stringify(ODD_ONES[Math.floor(random() * ODD_ONES.length)]));
    return n % 5 === 0 ? mutantOf(seed, random) : seed;
  });
  return Buffer.concat(lines.flatMap((line, n) => (n === 0 ? [line] : [Buffer.from('\n'), line])));
}

const eventOf = (event: Close | Route): Close | Route => (event.kind === 'close' ? flat(event) : flat(event));

/** The fingerprint as it is reckoned from what the event says. */
function reckoned(event: Close | Route): Fingerprint {
  return event.kind === 'close' ? closePrint(flat(event)) : routePrint(flat(event));
}

/** Lines that are kept; it is told which bytes of their file they begin at. */
function keptLines(tell: (offset: number) => void): RowLines {
  const kept = new KeptLines();
  return {
    hold: (n, bytes, start, end, offset) => {
      kept.hold(n, bytes, start, end);
      tell(offset);
    },
    text: (n) => kept.text(n),
  };
}

/** What a reading of the finds comes to: each event and odd line with its place, and the noted rows before it. */
function all(finds: Finds): readonly unknown[] {
  const offsets: number[] = [];
  const blocks = new RowBlocks(() => keptLines((offset) => offsets.push(offset)));
  const found: unknown[] = [];
  for (;;) {
    const find = finds.next();
    const { noted, start, end } = finds;
    found.push([noted.count, ...(noted.count > 0 ? [noted.first, noted.latest] : [])]);
    if (find === 'end') return found;
    if (find === 'odd') found.push([start, end, find]);
    else {
      const event = finds.hold(blocks, start + 1000);
      expect(offsets.pop()).to.equal(start + 1000);
      found.push([start, end, eventOf(event), event.print]);
    }
  }
}

/** The same, line by line. */
function plainly(lines: LinesInChunk, asked: Asked): readonly unknown[] {
  const found: unknown[] = [];
  let noted: number[] = [];
  const tell = (): void => {
    found.push([noted.length, ...(noted.length > 0 ? [noted[0], Math.max(...noted)] : [])]);
    noted = [];
  };
  for (const { bytes, offset, length } of lines) {
    const read = bytes && readRow(bytes, 0, length, { ...asked, blocks: new RowBlocks() });
    if (typeof read === 'number') noted.push(read);
    else {
      tell();
      found.push([
        offset,
        offset + length,
        ...(read === undefined ? ['odd'] : [eventOf(read), reckoned(read)]),
      ]);
    }
  }
  tell();
  return found;
}

function jobOf({ chunk, start, end, maxLineBytes }: LinesInChunk, asked: Asked): ScanJob {
  return { chunk, start, end, maxLineBytes, ...asked, claimed: new Int32Array(new SharedArrayBuffer(4)) };
}

describe('lines of a chunk', () => {
  it(`are read as they are read line by line, here and ahead: seed ${SEED}`, () => {
    const random = randomOf(SEED, 'scanned');
    const chunk = log(random, 2000);
    const whole = chunk.lastIndexOf(0x0a) + 1;
    for (const kind of ['orders', 'metrics', 'mixed'] as const)
      for (const since of [-Infinity, Date.UTC(2026, 0, 5, 6), Infinity])
        for (const latestTs of [Date.UTC(2026, 0, 5, 12), Date.UTC(2026, 0, 12)]) {
          const asked = { log: kind, latestTs, since };
          const lines = new LinesInChunk(chunk, 0, whole, 0, MAX_LINE_BYTES);
          const plain = plainly(lines, asked);
          expect(all(new LineScan(lines, asked))).to.deep.equal(plain);
          expect(all(new ScannedLines(lines, scanLines(jobOf(lines, asked))))).to.deep.equal(plain);
        }
  });

  it('are read ahead where they are many more than a block holds', () => {
    const close = (n: number): string =>
      closeLine({
        orderId: n % 2 === 0 ? n : `№${n}`,
        strategy: `s${n}`,
        symbol: `C${n % 7}`,
        realizedPnlUsd: n,
      });
    const text = Array.from({ length: 5000 }, (_, n) =>
      n % 3 === 0 ? routeLine({ attempt_id: n }) : close(n),
    );
    const chunk = Buffer.from(`${text.join('\n')}\n`);
    const lines = new LinesInChunk(chunk, 0, chunk.length, 0, MAX_LINE_BYTES);
    const asked = { log: 'mixed', latestTs: Infinity, since: -Infinity } as const;
    const found = scanLines(jobOf(lines, asked));
    expect(found.closes.length).to.be.above(3);
    expect(all(new ScannedLines(lines, structuredClone(found)))).to.deep.equal(plainly(lines, asked));
  });

  it('are scanned by one thread and no other: the first that takes them on', () => {
    const chunk = Buffer.from(`${closeLine({ realizedPnlUsd: 1 })}\n`);
    const lines = new LinesInChunk(chunk, 0, chunk.length, 0, MAX_LINE_BYTES);
    const job = jobOf(lines, { log: 'orders', latestTs: Infinity, since: -Infinity });
    expect(scanLines(job).closes).to.have.lengthOf(1);
    expect(scanLines(job).closes).to.deep.equal([]);
    expect(claim(job.claimed)).to.equal(false);
  });

  it('are all odd where there are more than the scanner has room for', () => {
    const line = '{"event_type": "order_ack", "ts": "2026-01-05T00:00:00Z"}\n';
    const asked = { log: 'orders', latestTs: Infinity, since: -Infinity } as const;
    const scan = (text: string): readonly unknown[] => {
      const chunk = Buffer.from(text);
      return all(new LineScan(new LinesInChunk(chunk, 0, chunk.length, 0, MAX_LINE_BYTES), asked));
    };
    expect(scan(line.repeat(2))).to.have.lengthOf(1);
    const many = Math.ceil((4 * 1024 * 1024) / line.length);
    expect(scan(line.repeat(many))).to.have.lengthOf(2 * many + 1);
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
            await readChain(dir, 5, { maxLineBytes: MAX_LINE_BYTES, since: Date.UTC(2026, 0, 5, 6), ...how }),
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

  it('what a thread that ended had taken on fails; the rest is left to us, also what it is asked later', async () => {
    const pool = new ScanPool(1);
    const chunk = Buffer.from(new SharedArrayBuffer(1024 * 1024));
    chunk.fill(`${closeLine()}\n`);
    const lines = new LinesInChunk(chunk, 0, chunk.lastIndexOf('\n') + 1, 0, MAX_LINE_BYTES);
    const scan = (): Scanning => pool.scan(lines, { log: 'orders', latestTs: Infinity, since: -Infinity });
    const first = async (): Promise<ScannedLines> => {
      const scanning = scan();
      await setTimeout(50);
      return scanning.take() ?? first();
    };
    expect((await first()).next()).to.equal('row');
    const asked = Array.from({ length: 20 }, scan);
    await pool.close();
    for (const scanning of [...asked, scan()]) {
      const told = await scanning.take()?.then(
        () => 'found',
        (error: unknown) => String(error),
      );
      expect(told ?? 'not taken on').to.match(/found|not taken on|a scanning thread ended/);
    }
    expect(scan().take()).to.equal(undefined);
  });
});
