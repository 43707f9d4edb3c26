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

  it('is not led astray by a name that looks like the beginning of the lines', () => {
    const written = { ...rows('a'), file: ',"lines":["b"]}' };
    const back = read(written);
    expect(back).to.deep.equal({ ...written, lines: Buffer.from('a\n') });
  });

  it('reads rows whose keys come in another order, and lines that only a full parser reads', () => {
    const { kind, lines, ...others } = rows('{"a":1}', '"');
    expect(read({ kind, lines, ...others })).to.deep.equal({
      kind,
      ...others,
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

describe('readHead', () => {
  it('reads all but the lines', () => {
    const written = { ...rows('a', 'b'), late: [[1, 2]] };
    expect(readHead(Buffer.from(JSON.stringify(written)))).to.deep.equal({ ...written, lines: Buffer.of() });
    const mark = { kind: 'mark', promise: 3 };
    expect(readHead(Buffer.from(JSON.stringify(mark)))).to.deep.equal(mark);
  });
});
