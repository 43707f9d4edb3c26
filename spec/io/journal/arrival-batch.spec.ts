import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { arrivalBatch } from '../../../src/io/journal/arrival-batch';
import { LOG_STEMS, type LogStem } from '../../../src/io/logs/log-stems';
import { flat } from '../rows';
import { LogSource, type ArrivedRows } from '../../../src/io/follow/log-source';
import type { RowsRecord } from '../../../src/io/journal/journal-records';
import { SnapshotWatch } from '../../../src/io/follow/snapshot-watch';
import { SNAPSHOT_NAMES } from '../../../src/io/snapshots/load-snapshots';
import type { Batch } from '../../../src/model/event';
import { SECOND } from '../../../src/model/values/time';
import { DEFAULTS } from '../../operators/made';
import { inTempDir } from '../temp-dir';
import { AT } from './journal-made';

/** What is read back is what arrived. */

const throughJournal = <T>(record: T): T => JSON.parse(JSON.stringify(record)) as T;

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.constantFrom('NaN', 'Infinity', '-Infinity', '-0', '1e400', 'null', '12345678901234567890', '0.1'),
);
const text = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\u2028', '\u0085', '\ud800', '\\', ' btcusdt '))
  .map((value) => JSON.stringify(value));
const seconds = fc.integer({ min: -400, max: 400 }).map((late) => String(AT / SECOND + late));

const fields = (values: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<string> =>
  fc.record(values, { requiredKeys: ['symbol', 'ts'] }).map((row) =>
    Object.entries(row)
      .map(([key, value]) => `,${JSON.stringify(key)}:${value}`)
      .join(''),
  );

const close = fields({
  symbol: text,
  ts: seconds,
  realizedPnlUsd: number,
  fees_total: number,
  orderId: fc.oneof(number, text),
  strategy: text,
  exit_reason: text,
  venue: text,
  risk_usd: number,
}).map((rest) => `{"event_type":"order_close"${rest}}`);
const route = fields({
  symbol: text,
  ts: seconds,
  attempt_id: text,
  slippage_bps: number,
  fees_usd: number,
  maker_start: fc.constantFrom('true', 'false', 'null'),
  used_fallback: fc.constantFrom('true', 'false'),
  venue: text,
}).map((rest) => `{"x":1${rest}}`);

/** A line as it may stand in a file: what precedes and follows the row there is no part of it. */
const line = fc
  .tuple(
    fc.constantFrom('', '', '\ufeff', '\0\0', '\0\ufeff', ' '),
    fc.oneof({ weight: 4, arbitrary: close }, { weight: 4, arbitrary: route }, text),
    fc.constantFrom('', '', '\r', '\r\r', ' \r\r', '\t'),
  )
  .map((parts) => `${parts.join('')}\n`);

async function arrivalsOf(dir: string, stem: LogStem, reads: readonly (readonly string[])[]) {
  const arrived: ArrivedRows[] = [];
  mkdirSync(join(dir, 'execution'), { recursive: true });
  const source = new LogSource(dir, stem, DEFAULTS, undefined, () => undefined);
  let nowMs = 0;
  for (const lines of reads) {
    appendFileSync(join(dir, 'execution', `${stem}.jsonl`), lines.join(''));
    for await (const rows of source.poll(AT + nowMs++)) arrived.push(rows);
    source.advanceWatermark(AT - 100 * SECOND);
  }
  await source.tail.close();
  return arrived;
}

/** With its events as plain data. */
function plain(batch: Batch): object {
  return { ...batch, events: batch.events.map((event) => flat(event)) };
}

describe('arrivalBatch', () => {
  it('gives the rows of a log as they came', async () => {
    let events = 0;
    let late = 0;
    const reads = fc.array(fc.array(line, { maxLength: 8 }), { minLength: 1, maxLength: 3 });
    const property = fc.asyncProperty(fc.constantFrom(...LOG_STEMS), reads, async (stem, lines) => {
      await inTempDir({}, async (dir) => {
        for (const { record, batch } of await arrivalsOf(dir, stem, lines)) {
          expect(plain(arrivalBatch(throughJournal(record)))).to.deep.equal(plain(batch));
          events += batch.events.length;
          late += batch.late ?? 0;
        }
      });
    });
    await fc.assert(property, { numRuns: 120 });
    expect([events > 300, late > 10]).to.deep.equal([true, true]);
  });

  it('gives every byte of a line', () => {
    // Text of UTF-8, whose bytes are all above 0x7f.
    const id = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(0x80 + code)).join('');
    const row = `{"event_type":"order_close","symbol":"X","ts":1700000000,"orderId":"${id}"}`;
    const lines = [Buffer.from(row).toString('latin1')];
    const record: RowsRecord = {
      kind: 'rows',
      source: 'orders_executed',
      file: 'orders_executed.jsonl',
      first: AT,
      latest: AT,
      late: [[3, AT]],
      lines,
    };
    const batch = arrivalBatch(throughJournal(record));
    expect(batch).to.deep.include({ first: AT, latest: AT, late: 1, ended: false });
    expect(batch.events.map((event) => ('line' in event ? event.line : ''))).to.deep.equal(lines);
  });

  it('of a read without a dated row tells no time', () => {
    const place = { source: 'order_metrics', file: 'order_metrics.jsonl' };
    const record: RowsRecord = { kind: 'rows', ...place, first: null, latest: null, late: [], lines: [] };
    expect(arrivalBatch(record)).to.deep.include({
      first: Infinity,
      latest: -Infinity,
      events: [],
    });
  });

  it('gives snapshots as they came', async () => {
    const numbers = fc.oneof(fc.double(), fc.constantFrom(-0, 1e300, null));
    const value = fc.record(
      {
        equity: numbers,
        peak_equity: numbers,
        drawdown_pct: numbers,
        updated_ts: fc.constantFrom(AT / SECOND, AT, 'soon', AT + 1e9),
        series: fc.array(fc.record({ t: fc.constantFrom(AT, AT + 1e9), equity: fc.double() })),
        symbols: fc.array(fc.record({ symbol: fc.string(), maker_fill_rate: numbers, risk: fc.object() })),
        positions: fc.array(fc.record({ symbol: fc.string(), qty: numbers, mark_price: numbers })),
        other: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    let events = 0;
    const property = fc.asyncProperty(fc.constantFrom(...SNAPSHOT_NAMES), value, async (name, content) => {
      // −0 as Python writes it.
      const json = JSON.stringify(content, (_, item: unknown) => (Object.is(item, -0) ? '#' : item));
      await inTempDir({}, async (dir) => {
        writeFileSync(join(dir, `${name}.json`), json.replaceAll('"#"', '-0'));
        const record = await new SnapshotWatch(dir, name, undefined).poll(AT);
        if (record === undefined) return;
        const batch = arrivalBatch(record);
        expect(arrivalBatch(throughJournal(record))).to.deep.equal(batch);
        events += batch.events.length;
      });
    });
    await fc.assert(property, { numRuns: 150 });
    expect(events).to.be.above(100);
  });

  it('gives all moments of a snapshot, also those that lie ahead of when it was read', () => {
    const ahead = AT + 86_400 * SECOND;
    const series = [AT, ahead].map((t) => ({ t, equity: 1 }));
    const seen = { signature: '', sha256: '' };
    const batch = arrivalBatch({ kind: 'snapshot', name: 'nav', received: AT, seen, value: { series } });
    expect(batch).to.deep.include({ source: 'snapshots', first: Infinity, latest: -Infinity });
    expect(batch.events.map(({ ts }) => ts)).to.deep.equal([AT, ahead]);
    const unknown = { kind: 'snapshot', name: 'other', received: AT, seen, value: {} } as const;
    expect(arrivalBatch(unknown).events).to.deep.equal([]);
  });

  it('gives cautions and marks', () => {
    const caution = { kind: 'caution', ts: AT, code: 'x', incomplete: true } as const;
    const told = arrivalBatch(throughJournal(caution));
    expect([told.source, told.events]).to.deep.equal(['cautions', [caution]]);
    const mark = arrivalBatch(throughJournal({ kind: 'mark', promise: AT } as const));
    expect(mark).to.deep.include({ source: 'marks', watermark: AT, latest: AT, events: [] });
  });
});
