import { expect } from 'chai';
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
});
