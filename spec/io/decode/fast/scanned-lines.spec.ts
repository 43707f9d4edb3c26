import { expect } from 'chai';
import type { Close, Fill } from '../../../../src/model/event';
import type { Fingerprint } from '../../../../src/model/values/digest';
import { closeFingerprint, fillFingerprint, routeFingerprint } from '../../../../src/model/fingerprint';
import type { Route } from '../../../../src/model/route';
import { LineScan, readRow, type ScanCursor } from '../../../../src/io/decode/fast/line-scan';
import { RowBlocks } from '../../../../src/io/decode/fast/columns/row-blocks';
import { CurrentRow, type RowFilter } from '../../../../src/io/decode/fast/scan/current-row';
import { NOTED } from '../../../../src/io/decode/row/event-kind';
import { claim, ScannedLines, scanLines, type ScanJob } from '../../../../src/io/decode/fast/scanned-lines';
import { LinesInChunk } from '../../../../src/io/lines/line-splitter';
import { StoredLines, type RowLines } from '../../../../src/io/lines/row-lines';
import { randomOf } from '../../../../src/simulate/chance/random';
import { MAX_LINE_BYTES, mixedLog } from '../../mixed-log';
import { closeLine, flat, routeLine, TS } from '../../rows';

const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
type Row = Close | Fill | Route;

const eventOf = (event: Row): Row => {
  if (event.kind === 'close') return flat(event);
  return event.kind === 'fill' ? flat(event) : flat(event);
};

/** The fingerprint as it is reckoned from what the event says. */
function reckoned(event: Row): Fingerprint {
  if (event.kind === 'close') return closeFingerprint(flat(event));
  return event.kind === 'fill' ? fillFingerprint(flat(event)) : routeFingerprint(flat(event));
}

/** Lines that are kept; it is told which bytes of their file they begin at. */
function keptLines(tell: (offset: number) => void): RowLines {
  const kept = new StoredLines(1024);
  return {
    store: (n, bytes, start, end, offset) => {
      kept.store(n, bytes, start, end);
      tell(offset);
    },
    text: (n) => kept.text(n),
  };
}

/** What a reading of the finds comes to: each event and odd line with its place, the noted rows before it; their kinds. */
function all(finds: ScanCursor): readonly unknown[] {
  const offsets: number[] = [];
  const blocks = new RowBlocks(() => keptLines((offset) => offsets.push(offset)));
  const found: unknown[] = [];
  for (;;) {
    const find = finds.next();
    const { timeOnly, start, end } = finds;
    found.push([timeOnly.count, ...(timeOnly.count > 0 ? [timeOnly.first, timeOnly.latest] : [])]);
    if (find === 'end') return [...found, [...finds.noted]];
    if (find === 'fallback') found.push([start, end, find]);
    else {
      const event = finds.store(blocks, start + 1000);
      expect(offsets.pop()).to.equal(start + 1000);
      found.push([start, end, eventOf(event), event.print]);
    }
  }
}

/** The same, line by line. */
function plainly(lines: LinesInChunk, filter: RowFilter): readonly unknown[] {
  const found: unknown[] = [];
  let noted: { readonly ts: number; readonly reach: number }[] = [];
  const counts = NOTED.map(() => 0);
  const tell = (): void => {
    found.push([
      noted.length,
      ...(noted.length > 0 ? [noted[0]?.ts, Math.max(...noted.map(({ reach }) => reach))] : []),
    ]);
    noted = [];
  };
  for (const { bytes, offset, length } of lines) {
    const read = bytes && readRow(bytes, 0, length, { ...filter, row: ROW, blocks: new RowBlocks() });
    if (typeof read === 'number') {
      noted.push({ ts: read, reach: ROW.reach });
      if (ROW.noted >= 0) counts[ROW.noted] = (counts[ROW.noted] ?? 0) + 1;
    } else {
      tell();
      found.push([
        offset,
        offset + length,
        ...(read === undefined ? ['fallback'] : [eventOf(read), reckoned(read)]),
      ]);
    }
  }
  tell();
  return [...found, counts];
}

const ROW = new CurrentRow();

function jobOf({ chunk, start, end, maxLineBytes }: LinesInChunk, filter: RowFilter): ScanJob {
  return { chunk, start, end, maxLineBytes, ...filter, claimed: new Int32Array(new SharedArrayBuffer(4)) };
}

describe('lines of a chunk', () => {
  it(`are read as they are read line by line, here and ahead: seed ${SEED}`, () => {
    const random = randomOf(SEED, 'scanned');
    const chunk = mixedLog(random, 800);
    const whole = chunk.lastIndexOf(0x0a) + 1;
    for (const kind of ['orders', 'metrics', 'mixed'] as const)
      for (const since of [-Infinity, Date.UTC(2026, 0, 5, 6), Infinity])
        for (const latestTs of [Date.UTC(2026, 0, 5, 12), Date.UTC(2026, 0, 12)]) {
          const asked = { log: kind, latestTs, since };
          const lines = new LinesInChunk(chunk, 0, whole, 0, MAX_LINE_BYTES);
          const plain = plainly(lines, asked);
          expect(all(new LineScan(lines, { ...asked, row: ROW }))).to.deep.equal(plain);
          expect(all(new ScannedLines(lines, scanLines(jobOf(lines, asked), ROW)))).to.deep.equal(plain);
        }
  });

  it('are read ahead where they are many more than a block holds', () => {
    const close = (n: number): string =>
      closeLine({
        orderId: n % 2 === 0 ? n : `№${n}`,
        strategy: `s${n}`,
        exitReason: `№${n}`,
        exchange: `v${n}`,
        symbol: `C${n % 7}`,
        realizedPnlUsd: n,
      });
    const text = Array.from({ length: 5000 }, (_, n) =>
      n % 3 === 0 ? routeLine({ attempt_id: n, venue: `v${n}` }) : close(n),
    );
    const chunk = Buffer.from(`${text.join('\n')}\n`);
    const lines = new LinesInChunk(chunk, 0, chunk.length, 0, MAX_LINE_BYTES);
    const asked = { log: 'mixed', latestTs: Infinity, since: -Infinity } as const;
    const found = scanLines(jobOf(lines, asked), ROW);
    expect(found.closes.length).to.be.above(3);
    for (const { symbols } of found.closes) expect(symbols.values).to.have.lengthOf(7);
    expect(all(new ScannedLines(lines, structuredClone(found)))).to.deep.equal(plainly(lines, asked));
  });

  it('that are read ahead have policies of this thread: what says the same is the same object', () => {
    const line = routeLine({ policy: { maker_first: true, quality: 'good' } });
    const chunk = Buffer.from(`${line}\n${line}\n`);
    const lines = new LinesInChunk(chunk, 0, chunk.length, 0, MAX_LINE_BYTES);
    const policies = [1, 2].flatMap(() => {
      const job = jobOf(lines, { log: 'metrics', latestTs: Infinity, since: -Infinity });
      const finds = new ScannedLines(lines, structuredClone(scanLines(job, ROW)));
      return [1, 2].map(() => {
        expect(finds.next()).to.equal('row');
        const event = finds.store(new RowBlocks(), 0);
        return event.kind === 'route' ? event.policy : undefined;
      });
    });
    expect(policies[0]).to.include({ makerFirst: true, quality: 'good' });
    for (const policy of policies) expect(policy).to.equal(policies[0]);
  });

  it('that are noted are counted by kind, however kind and time are written', () => {
    const times = ['2026-01-05T00:00:00Z', TS, `${TS}`];
    const lines = NOTED.flatMap((type, n) =>
      times.flatMap((ts) =>
        [type, ` ${type.toUpperCase()}`].flatMap((stated) =>
          Array.from({ length: n + 1 }, () => `${closeLine({ event_type: stated, ts })}\n`),
        ),
      ),
    );
    const chunk = Buffer.from(lines.join(''));
    const all = new LinesInChunk(chunk, 0, chunk.length, 0, MAX_LINE_BYTES);
    const asked = { log: 'orders', latestTs: Infinity, since: -Infinity } as const;
    for (const cursor of [
      () => new LineScan(all, { ...asked, row: ROW }),
      () => new ScannedLines(all, scanLines(jobOf(all, asked), ROW)),
    ]) {
      const finds = cursor();
      expect(finds.next()).to.equal('end');
      expect([...finds.noted]).to.deep.equal(NOTED.map((_, n) => 6 * (n + 1)));
    }
  });

  it('are scanned by one thread and no other: the first that takes them on', () => {
    const chunk = Buffer.from(`${closeLine({ realizedPnlUsd: 1 })}\n`);
    const lines = new LinesInChunk(chunk, 0, chunk.length, 0, MAX_LINE_BYTES);
    const job = jobOf(lines, { log: 'orders', latestTs: Infinity, since: -Infinity });
    expect(scanLines(job, ROW).closes).to.have.lengthOf(1);
    expect(scanLines(job, ROW).closes).to.deep.equal([]);
    expect(claim(job.claimed)).to.equal(false);
  });

  it('are all odd where there are more than the scanner has room for', () => {
    const line = '{"event_type": "order_ack", "ts": "2026-01-05T00:00:00Z"}\n';
    const asked = { log: 'orders', latestTs: Infinity, since: -Infinity } as const;
    const scan = (text: string): readonly unknown[] => {
      const chunk = Buffer.from(text);
      return all(
        new LineScan(new LinesInChunk(chunk, 0, chunk.length, 0, MAX_LINE_BYTES), { ...asked, row: ROW }),
      );
    };
    expect(scan(line.repeat(2))).to.have.lengthOf(2);
    const many = Math.ceil((4 * 1024 * 1024) / line.length);
    expect(scan(line.repeat(many))).to.have.lengthOf(2 * many + 2);
  });
});
