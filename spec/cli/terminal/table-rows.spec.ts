import { expect } from 'chai';
import fc from 'fast-check';
import { UsageError } from '../../../src/io/files/failures';
import { rowPick, type SortKeys } from '../../../src/cli/terminal/table-rows';

interface Row {
  readonly name: string;
  readonly net: number | null;
}

const KEYS: SortKeys<Row> = { name: ({ name }) => name, net: ({ net }) => net };
const rows = fc.array(fc.record({ name: fc.string(), net: fc.option(fc.integer()) }));
const row = (name: string, net: number | null = null): Row => ({ name, net });

describe('rowPick', () => {
  it('gives all rows as they come without a flag', () => {
    fc.assert(
      fc.property(rows, (all) => {
        expect(rowPick({}, KEYS)(all)).to.deep.equal({ shown: all, left: 0 });
      }),
    );
  });

  it('sorts numbers the largest first and none last, texts in order, and equal rows as they come', () => {
    const all = [row('b', 1), row('a'), row('c', 3), row('a', 1)];
    expect(rowPick({ sort: 'net' }, KEYS)(all).shown).to.deep.equal([
      row('c', 3),
      row('b', 1),
      row('a', 1),
      row('a'),
    ]);
    expect(rowPick({ sort: 'name' }, KEYS)(all).shown.map(({ net }) => net)).to.deep.equal([null, 1, 1, 3]);
  });

  it('leaves out what is beyond the top, and says how much', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 5 }), (all, top) => {
        const { shown, left } = rowPick({ sort: 'net', top: String(top) }, KEYS)(all);
        expect(shown).to.deep.equal(rowPick({ sort: 'net' }, KEYS)(all).shown.slice(0, top));
        expect(shown.length + left).to.equal(all.length);
      }),
    );
  });

  it('refuses a key that there is none of, and a number of rows that is none', () => {
    for (const sort of ['nett', '', 'constructor', '__proto__'])
      expect(() => rowPick({ sort }, KEYS)).to.throw(UsageError, 'allowed: name, net');
    for (const top of ['0', '-1', 'x', '1.5'])
      expect(() => rowPick({ top }, KEYS)).to.throw(UsageError, '--top');
  });
});
