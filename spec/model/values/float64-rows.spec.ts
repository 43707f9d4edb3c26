import { expect } from 'chai';
import { Float64Rows } from '../../../src/model/values/float64-rows';

describe('Float64Rows', () => {
  it('gives each row a place of its own, for as many as there are', () => {
    const rows = new Float64Rows(3);
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
