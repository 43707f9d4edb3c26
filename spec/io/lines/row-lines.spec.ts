import { expect } from 'chai';
import { StoredLines } from '../../../src/io/lines/row-lines';
import { randomOf } from '../../../src/simulate/chance/random';

const ROWS = 64;
const BLOCKS = 7;

/** Lines of any bytes and lengths, many to a block. */
function randomLines(random: () => number): readonly Buffer[] {
  return Array.from({ length: ROWS * BLOCKS }, (_, n) => {
    const length = n % 50 === 0 ? 0 : Math.floor(random() * 900);
    return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
  });
}

describe('StoredLines', () => {
  it('gives each line as it was, while a block fills and when it is full, in whatever order they are asked for', () => {
    const random = randomOf(5, 'lines');
    const lines = randomLines(random);
    const blocks = Array.from({ length: BLOCKS }, () => new StoredLines(ROWS));
    const text = (n: number): string | undefined => blocks[Math.floor(n / ROWS)]?.text(n % ROWS);
    for (const [n, line] of lines.entries()) {
      const within = Buffer.concat([Buffer.from('before'), line, Buffer.from('after')]);
      blocks[Math.floor(n / ROWS)]?.store(n % ROWS, within, 6, 6 + line.length);
      const known = Math.floor(random() * (n + 1));
      expect(text(known)).to.equal(lines[known]?.toString('latin1'));
    }
    for (let asked = 0; asked < 2000; asked++) {
      const n = Math.floor(random() * lines.length);
      expect(text(n)).to.equal(lines[n]?.toString('latin1'));
    }
  });
});
