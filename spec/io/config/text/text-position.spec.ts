import { expect } from 'chai';
import { positionsIn } from '../../../../src/io/config/text/text-position';

describe('positionsIn', () => {
  it('counts lines and columns from 1 over LF, CRLF and CR', () => {
    const text = 'ab\ncd\r\ne\rf';
    const placeAt = positionsIn(text);
    const place = (unit: string) => placeAt(text.indexOf(unit));
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map(place)).to.deep.equal([
      { line: 1, column: 1 },
      { line: 1, column: 2 },
      { line: 2, column: 1 },
      { line: 2, column: 2 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
    ]);
    expect(placeAt(text.length)).to.deep.equal({ line: 4, column: 2 });
  });
});
