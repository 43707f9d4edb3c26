import { expect } from 'chai';
import { BLOCK_ROWS } from '../../../../../src/io/decode/fast/columns/columns';
import { Utf8Column } from '../../../../../src/io/decode/fast/columns/utf8-column';
import { collectGarbage } from '../../../../collect-garbage';

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
    const held = (): number => {
      collectGarbage();
      return process.memoryUsage().arrayBuffers;
    };
    const before = held();
    const columns = Array.from({ length: 8 }, () =>
      columnOf(...Array.from({ length: BLOCK_ROWS }, () => 'seventeen bytes..')),
    );
    const each = (held() - before) / columns.length;
    expect(each).to.be.within(BLOCK_ROWS * (17 + 4), BLOCK_ROWS * (17 + 5));
    expect(columns[7]?.get(0)).to.equal('seventeen bytes..');
  });
});
