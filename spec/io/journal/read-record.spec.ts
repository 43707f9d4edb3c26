import { expect } from 'chai';
import fc from 'fast-check';
import { packedLines } from '../../../src/io/journal/packed-lines';
import { readHead, readRecord } from '../../../src/io/journal/read-record';
import { asWritten, rows } from './journal-made';

/** One char a byte, without a newline. */
const line = fc
  .array(fc.oneof(fc.constantFrom(0, 9, 0x0d, 0x22, 0x5c, 0x7f, 0x80, 0xbf, 0xc3, 0xff), fc.nat(255)))
  .map((bytes) => String.fromCharCode(...bytes.filter((byte) => byte !== 0x0a)));

const read = (record: object): unknown => readRecord(Buffer.from(JSON.stringify(record)));

describe('readRecord', () => {
  it('gives rows as they were written, whatever bytes their lines hold', () => {
    fc.assert(
      fc.property(fc.array(line), fc.string(), (lines, file) => {
        const written = { ...rows(...lines), file };
        const back = readRecord(Buffer.from(JSON.stringify(written)));
        expect(back?.kind === 'rows' && asWritten([back])).to.deep.equal([written]);
      }),
    );
  });

  it('gives which rows were late, and how many, also when the line has gone', () => {
    const late = fc.array(fc.tuple(fc.nat(), fc.integer()));
    fc.assert(
      fc.property(late, fc.array(line, { maxLength: 3 }), fc.string(), (told, lines, file) => {
        const written = { ...rows(...lines), file, late: told };
        const bytes = Buffer.from(JSON.stringify(written));
        const back = readRecord(bytes);
        const head = readHead(bytes);
        bytes.fill(0);
        expect(back).to.include({ lateRows: told.length }).and.deep.include({ late: told });
        expect(head).to.include({ kind: 'rows', file, latest: written.latest, lateRows: 0 });
      }),
    );
  });

  it('is not led astray by a name that looks like the beginning of the lines', () => {
    const written = { ...rows('a'), file: ',"lines":["b"]}' };
    const back = read(written);
    expect(back).to.deep.equal({ ...written, lateRows: 0, lines: Buffer.from('a\n') });
  });

  it('reads rows whose keys come in another order, and lines that only a full parser reads', () => {
    const { kind, lines, ...others } = rows('{"a":1}', '"');
    expect(read({ kind, lines, ...others })).to.deep.equal({
      kind,
      ...others,
      lateRows: 0,
      lines: Buffer.from('{"a":1}\n"\n'),
    });
    const text = `${JSON.stringify(rows()).slice(0, -2)} "\\u0041\\u00e9" , "\\/"]}`;
    expect(readRecord(Buffer.from(text)))
      .to.have.property('lines')
      .that.deep.equals(packedLines(['Aé', '/']));
  });

  it('gives nothing for what is no record', () => {
    const whole = JSON.stringify(rows('a', 'b'));
    for (let length = 0; length < whole.length; length++)
      expect(readRecord(Buffer.from(whole.slice(0, length))), whole.slice(0, length)).to.equal(undefined);
    for (const text of [`${whole}}`, whole.replace('"a"', '"\u0001"'), whole.replace('"a"', '"\\x"')])
      expect(readRecord(Buffer.from(text)), text).to.equal(undefined);
  });
});

describe('the steps of a commit', () => {
  const hex = fc.stringMatching(/^[0-9a-f]{4}$/);
  const point = fc.record({ offset: fc.nat(), hash: hex });
  const ends = fc.array(fc.record({ offset: fc.nat(), hash: hex, line: hex }), { maxLength: 3 });
  const move = fc.oneof(
    fc.record({ step: fc.constant('read'), ends }),
    fc.record({ step: fc.constant('back'), offset: fc.nat() }),
    fc.constant({ step: 'left' }),
    fc.record({ step: fc.constant('rest'), from: point, to: point }),
  );
  const steps = fc.dictionary(fc.constantFrom('order_metrics', 'orders_executed'), fc.array(move));
  const commitOf = (steps: object): object => ({ kind: 'commit', seq: 1, at: 2, steps, quarantine: 3 });

  it('are as they were written, also when the line has gone', () => {
    fc.assert(
      fc.property(steps, (written) => {
        const line = Buffer.from(JSON.stringify({ ...commitOf(written), sha256: 'x' }));
        const [back, head] = [readRecord(line), readHead(line)];
        line.fill(0);
        for (const record of [back, head])
          expect(record).to.deep.equal({ ...commitOf(written), sha256: 'x' });
      }),
    );
  });

  it('are read whatever their texts hold, and in whatever order the commit is written', () => {
    const odd = { order_metrics: [{ step: 'read', ends: [{ offset: 1, hash: ']},"ends":[é', line: '' }] }] };
    const { kind, ...others } = { ...commitOf(odd), kind: 'commit' };
    for (const written of [commitOf(odd), { ...others, kind }, { kind, steps: odd, seq: 1, at: 2 }]) {
      expect(read(written)).to.deep.equal(written);
      expect(readHead(Buffer.from(JSON.stringify(written)))).to.deep.equal(written);
    }
  });

  it('make a commit none where the state needs them and they are no JSON', () => {
    const whole = JSON.stringify(commitOf({ order_metrics: [{ step: 'read', ends: [] }] }));
    for (const text of [whole.replace('[]', '[}'), whole.replace('[]', '[,]'), whole.replace('[{', '{')])
      expect(readHead(Buffer.from(text)), text).to.equal(undefined);
  });
});

describe('readHead', () => {
  it('reads all but the lines, and which of them were late', () => {
    const written = { ...rows('a', 'b'), late: [[1, 2]] };
    expect(readHead(Buffer.from(JSON.stringify(written)))).to.deep.equal({
      ...written,
      late: [],
      lateRows: 0,
      lines: Buffer.of(),
    });
    const mark = { kind: 'mark', promise: 3 };
    expect(readHead(Buffer.from(JSON.stringify(mark)))).to.deep.equal(mark);
  });
});
