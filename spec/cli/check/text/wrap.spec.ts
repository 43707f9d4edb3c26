import { expect } from 'chai';
import { shareText } from '../../../../src/cli/check/report/words';
import { wrapped } from '../../../../src/cli/check/text/wrap';

describe('wrapped', () => {
  it('leaves what fits, breaks at blanks what does not, and keeps a long word whole', () => {
    const fits = `  ${'a'.repeat(38)}  ${'b'.repeat(38)}`;
    expect(wrapped(fits)).to.deep.equal([fits]);
    expect(wrapped(`${fits} c`)).to.deep.equal([fits, '      c']);
    expect(wrapped(`${fits} c`, 0)).to.deep.equal([fits, 'c']);
    const word = 'x'.repeat(100);
    expect(wrapped(`  ${word} y ${word}`)).to.deep.equal([`  ${word}`, '      y', `      ${word}`]);
  });
});

describe('shareText', () => {
  it('never shows a part as all, nor something as nothing', () => {
    const shown = [
      [0, 0],
      [0, 5],
      [5, 5],
      [1, 3],
      [99_999, 100_000],
      [1, 100_000],
      [1, 1000],
    ] as const;
    expect(shown.map(([have, of]) => shareText(have, of))).to.deep.equal([
      '–',
      '0 %',
      '100 %',
      '33.3 %',
      '99.9 %',
      '< 0.1 %',
      '0.1 %',
    ]);
  });
});
