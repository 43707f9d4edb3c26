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

  it('gives them so when blocks fill side by side, later ones with longer lines', () => {
    const random = randomOf(6, 'lines');
    for (let pair = 0; pair < 2 * BLOCKS; pair++) {
      const blocks = [new StoredLines(ROWS), new StoredLines(ROWS)];
      const lines: string[][] = [[], []];
      for (let n = 0; n < ROWS; n++)
        for (const [which, block] of blocks.entries()) {
          const line = Buffer.alloc(1 + Math.floor(random() * 400 * pair), 32 + ((n + 7 * which) % 90));
          block.store(n, line, 0, line.length);
          lines[which]?.push(line.toString('latin1'));
        }
      for (const [which, block] of blocks.entries())
        for (let n = 0; n < ROWS; n++)
          expect(block.text(n) === lines[which]?.[n], `${pair}/${n}`).to.equal(true);
    }
  });
});
