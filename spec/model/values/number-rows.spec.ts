import { expect } from 'chai';
import { NumberRows } from '../../../src/model/values/number-rows';

describe('NumberRows', () => {
  it('gives each row a place of its own, for as many as there are', () => {
    const rows = new NumberRows(3);
    const places = Array.from({ length: 5000 }, (_, n) => {
      rows.begin();
      const { block, at } = rows;
      block.fill(n, at, at + 3);
      return { block, at };
    });
    places.forEach(({ block, at }, n) => {
      expect([...block.subarray(at, at + 3)]).to.deep.equal([n, n, n]);
    });
  });
});
