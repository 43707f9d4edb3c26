import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect } from 'chai';
import { WorldError } from '../../../src/io/files/failures';
import { streamSource } from '../../../src/io/replay/row-source';
import { emptyTally } from '../../../src/io/decode/tally';
import { closes, numbersOf, readStream, told } from '../reading';
import { closeLine, routeLine, TS } from '../rows';

const BAD = Buffer.concat([Buffer.from('{"é𝒮":"'), Buffer.from([0xff, 0xed, 0xa0, 0x80]), Buffer.from('"}')]);
const WHOLE = Buffer.concat([
  Buffer.from(`${closes(1, 1)}\r\n\n`),
  BAD,
  Buffer.from(`\n${closeLine({ realizedPnlUsd: 2, strategy: '\u2028é𝒮' })}\r\n{\n`),
  Buffer.from(`${routeLine()}\n${closes(3, 3)}`),
]);

function sliced(whole: Buffer, step: number): readonly Buffer[] {
  return Array.from({ length: Math.ceil(whole.length / step) }, (_, i) =>
    whole.subarray(i * step, (i + 1) * step),
  );
}

describe('streamSource', () => {
  it('tells the two kinds of row apart', async () => {
    const { events } = await readStream([WHOLE]);
    expect(events.map(({ kind }) => kind)).to.deep.equal(['close', 'close', 'route', 'close']);
  });

  it('counts from the earliest row, wherever it stands', async () => {
    const rows = [3, 1, 2].map((n) => `${closeLine({ ts: TS + n, orderId: n })}\n`).join('');
    expect((await readStream([Buffer.from(rows)])).tally.earliest).to.equal((TS + 1) * 1000);
  });

  it('gives faults their exact place on the stream, which has no segment', async () => {
    const { faults, tally } = await readStream([WHOLE]);
    expect(faults.map(({ reason }) => reason)).to.deep.equal(['bad_utf8', 'bad_json']);
    for (const fault of faults) {
      expect(fault).to.include({ source: 'stdin', file: '-', segment: null });
      const bytes = WHOLE.subarray(fault.offset, fault.offset + fault.length);
      const raw =
        fault.raw === undefined ? Buffer.from(fault.raw_b64 ?? '', 'base64') : Buffer.from(fault.raw);
      expect(raw.equals(bytes)).to.equal(true);
    }
    expect(tally).to.include({ rows: 6, blank: 2, quarantined: 2, bytes: WHOLE.length });
  });

  it('reads the same however the stream is cut, within a letter too', async () => {
    const expected = told(await readStream([WHOLE]));
    for (const step of [1, 2, 3, 4, 5, 6, 7, 8, 64]) {
      expect(told(await readStream(sliced(WHOLE, step))), `${step} bytes`).to.deep.equal(expected);
    }
    const cut = fc.integer({ min: 0, max: WHOLE.length });
    await fc.assert(
      fc.asyncProperty(cut, async (at) => {
        expect(told(await readStream([WHOLE.subarray(0, at), WHOLE.subarray(at)]))).to.deep.equal(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('a last line without a newline counts when it is whole, else it is in quarantine', async () => {
    const line = closeLine({ realizedPnlUsd: 2 });
    expect(numbersOf(await readStream([Buffer.from(closes(1, 1) + line)]))).to.deep.equal([1, 2]);
    const { faults, events } = await readStream([Buffer.from(closes(1, 1) + line.slice(0, 20))]);
    expect(events).to.have.length(1);
    expect(faults[0]).to.include({ offset: closes(1, 1).length, length: 20 });
  });

  it('a line too long is in quarantine, the next one is read', async () => {
    const whole = Buffer.from(`${'x'.repeat(10_000)}\n${closes(1, 1)}`);
    for (const step of [1000, 20_000]) {
      const reading = await readStream(sliced(whole, step), { maxLineBytes: 5000 });
      expect(numbersOf(reading)).to.deep.equal([1]);
      expect(reading.faults[0]).to.include({
        reason: 'oversize',
        length: 10_000,
        offset: 0,
        raw: 'x'.repeat(4096),
      });
    }
  });

  it('thousands of rows come in order', async () => {
    const reading = await readStream(sliced(Buffer.from(closes(1, 3500)), 65_536));
    expect(numbersOf(reading)).to.deep.equal(Array.from({ length: 3500 }, (_, i) => i + 1));
  });

  it('nothing at all is no rows', async () => {
    expect((await readStream([])).tally).to.deep.equal(emptyTally());
  });

  it('a stream that breaks is an outside failure', async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error('EIO: i/o error'));
      },
    });
    const ignore = (): void => undefined;
    const settings = {
      log: 'mixed',
      latestTs: Infinity,
      latenessMs: 0,
      maxLineBytes: 100,
      tally: emptyTally(),
      onFault: ignore,
      onDamage: ignore,
    } as const;
    const error: unknown = await streamSource(broken, 'stdin', settings)
      .next()
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(WorldError);
    expect(error)
      .to.have.property('message')
      .that.matches(/could not read standard input: EIO/);
  });
});
