import { expect } from 'chai';
import { BLOCK_ROWS } from '../../../../../src/io/decode/fast/columns/columns';
import { Utf8Column } from '../../../../../src/io/decode/fast/columns/utf8-column';

function columnOf(...texts: readonly (string | undefined)[]): Utf8Column {
  const column = new Utf8Column();
  texts.forEach((text, n) => {
    column.setAscii(n, text);
  });
  return column;
}

describe('Utf8Column', () => {
  it('gives each text, and none where there was none', () => {
    const texts = ['abc', 'ab', undefined, 'abd', ''];
    const column = columnOf(...texts);
    expect(texts.map((_, n) => column.get(n))).to.deep.equal(texts);
    expect(new Utf8Column().get(0)).to.equal(undefined);
  });

  it('keeps texts longer than its first room', () => {
    const long = 'x'.repeat(100_000);
    const column = columnOf('a', long, 'b');
    expect([column.get(0), column.get(1), column.get(2)]).to.deep.equal(['a', long, 'b']);
  });

  it('gives the texts after one that is missing, at the start and at the end of a block', () => {
    const texts = Array.from({ length: BLOCK_ROWS }, (_, n) => (n % 3 === 0 ? undefined : `${n}`));
    const column = columnOf(...texts);
    expect(texts.map((_, n) => column.get(n))).to.deep.equal(texts);
    const handedOn = new Utf8Column(column.first(BLOCK_ROWS));
    expect(texts.map((_, n) => handedOn.get(n))).to.deep.equal(texts);
  });

  it('holds no room beyond its texts once a block is full', () => {
    const column = columnOf(...Array.from({ length: BLOCK_ROWS }, () => 'seventeen bytes..'));
    const arrays = Object.values(column).filter((part) => ArrayBuffer.isView(part));
    const bytes = arrays.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
    expect(bytes).to.equal(BLOCK_ROWS * (17 + 4));
    expect(column.get(0)).to.equal('seventeen bytes..');
  });
});
