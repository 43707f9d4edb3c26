import fc from 'fast-check';
import { expect } from 'chai';
import { flat, closeLine, fillLine, routeLine, TS } from '../../rows';
import { readStream, type Reading } from '../../reading';
import type { FieldNames } from '../../../../src/io/decode/row/field-names';

const NAMES: FieldNames = {
  symbol: 'pair',
  ts: 'closed at',
  realizedPnlUsd: 'profit',
  fees_total: 'fees',
  orderId: 'id',
  // The writer’s side is our position side, and its own name for ours is another.
  positionSide: 'side',
  side: 'direction',
};

const read = (lines: readonly object[], names: FieldNames = NAMES): Promise<Reading> =>
  readStream([Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))], { fieldNames: names });

/** A row of theirs that says what a row of ours says. */
function theirs(row: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      Object.hasOwn(NAMES, name) ? (NAMES[name] ?? name) : name,
      value,
    ]),
  );
}

describe('the names of standard input', () => {
  it('a row under the writer’s names is the event that it is under ours', async () => {
    const value = fc.oneof(fc.double(), fc.integer(), fc.string(), fc.boolean(), fc.constant(null));
    const fields = fc.record({
      event_type: fc.constantFrom('order_close', 'order_fill', 'order_ack'),
      symbol: fc.constantFrom('BTCUSDT', 'ETHUSDT'),
      ts: fc.constantFrom(TS, TS + 0.5, '2026-01-05T10:00:00Z'),
      realizedPnlUsd: fc.oneof(fc.integer(), fc.constant('x')),
      fees_total: value,
      orderId: value,
      positionSide: value,
      side: value,
    });
    await fc.assert(
      fc.asyncProperty(fields, async (row) => {
        const [mine, yours] = [await read([row], {}), await read([theirs(row)])];
        const plain = ({ events }: Reading) =>
          events.map(flat).map((event) => JSON.stringify({ ...event, line: '', id: '' }));
        expect(plain(yours)).to.deep.equal(plain(mine));
        expect(yours.faults.map(({ reason }) => reason)).to.deep.equal(
          mine.faults.map(({ reason }) => reason),
        );
        expect(yours.tally.mistyped).to.equal(mine.tally.mistyped);
      }),
      { numRuns: 100 },
    );
  });

  it('a row that names no event is a close where it states a P&L, else a router row', async () => {
    const row = { pair: 'btcusdt', 'closed at': TS };
    const names = { symbol: 'pair', ts: 'closed at' };
    const { events } = await read([{ ...row, pnl_usd: '12.5' }, { ...row, pnl_usd: null }, row], names);
    expect(events.map(({ kind }) => kind)).to.deep.equal(['close', 'route', 'route']);
    expect(events[0]).to.include({ symbol: 'BTCUSDT', ts: TS * 1000, realizedUsd: 12.5 });
    const named = await read([{ ...row, event: 'order_fill', pnl_usd: 1 }], names);
    expect(named.events.map(({ kind }) => kind)).to.deep.equal(['fill']);
  });

  it('where the writer has a name for the P&L, each is a close, and one without it is told of as such', async () => {
    const row = { pair: 'btcusdt', 'closed at': TS };
    const { events } = await read([
      { ...row, profit: 3 },
      { ...row, proft: 3 },
    ]);
    expect(events.map((event) => event.kind === 'close' && event.realizedUsd)).to.deep.equal([3, undefined]);
  });

  it('the writer’s name counts where a row has both, and ours where it has only that', async () => {
    const { events } = await read([
      { pair: 'A', symbol: 'B', ts: TS, profit: 1 },
      { symbol: 'B', ts: TS, pnl_usd: 1 },
    ]);
    expect(events.map((event) => event.kind === 'close' && event.symbol)).to.deep.equal(['A', 'B']);
  });

  it('ids beyond 2^53 keep their digits under another name', async () => {
    const line = `{"pair":"A","closed at":${TS},"profit":1,"id":12345678901234567891}\n`;
    const { events } = await readStream([Buffer.from(line)], { fieldNames: NAMES });
    expect(events[0]).to.include({ orderId: '12345678901234567891' });
  });

  it('what an object inherits is no name', async () => {
    const { faults } = await read([{ 'closed at': TS, profit: 1 }], {
      symbol: 'constructor',
      ts: 'closed at',
    });
    expect(faults.map(({ reason }) => reason)).to.deep.equal(['bad_symbol']);
    const proto = `{"__proto__":"A","ts":${TS},"pnl_usd":1}\n`;
    const refused = await readStream([Buffer.from(proto)], { fieldNames: { symbol: '__proto__' } });
    expect(refused.faults.map(({ reason }) => reason)).to.deep.equal(['forbidden_key']);
  });

  it('a row that cannot be used says where its field was looked for, and keeps its bytes', async () => {
    const rows = [
      { par: 'A', 'closed at': TS, profit: 1 },
      { pair: 'A', 'closed at': 'noon', profit: 1 },
      { pair: 'A', 'closed at': TS, profit: 'much' },
    ];
    const { faults } = await read(rows);
    expect(faults.map(({ detail }) => detail)).to.deep.equal([
      'symbol was nothing; it must be a text of 1 to 128 characters; stdin_fields reads symbol from "pair"',
      'ts was "noon"; allowed: epoch seconds, epoch ms or ISO 8601; stdin_fields reads ts from "closed at"',
      'realizedPnlUsd was "much"; it must be a number; stdin_fields reads realizedPnlUsd from "profit"',
    ]);
    expect(faults.map(({ raw }) => raw)).to.deep.equal(rows.map((row) => JSON.stringify(row)));
  });

  it('rows of ours are read as before beside names of the writer’s', async () => {
    const lines = [closeLine({ realizedPnlUsd: 3 }), fillLine({ executedQty: 1 }), routeLine()].join('\n');
    const [plain, beside] = await Promise.all(
      [undefined, { symbol: 'pair' }].map((fieldNames) =>
        readStream([Buffer.from(lines)], fieldNames === undefined ? {} : { fieldNames }),
      ),
    );
    expect(beside?.events.map(flat)).to.deep.equal(plain?.events.map(flat));
  });
});
