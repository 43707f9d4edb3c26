import { expect } from 'chai';
import { firstDifference } from '../../../src/model/values/first-difference';

describe('firstDifference', () => {
  it('of equal values is none', () => {
    expect(firstDifference({ a: [1, { b: null }] }, { a: [1, { b: null }] })).to.equal(undefined);
  });

  it('is the first in the order of the left keys, with both values', () => {
    const found = firstDifference({ z: { y: [1, 2] }, a: 1 }, { a: 2, z: { y: [1, 3] } });
    expect(found).to.deep.equal({ path: '/z/y/1', left: '2', right: '3' });
  });

  it('names a key or an item that one side lacks', () => {
    expect(firstDifference({}, { a: 0 })).to.deep.equal({ path: '/a', left: 'nothing', right: '0' });
    expect(firstDifference([1], [])).to.deep.equal({ path: '/0', left: '1', right: 'nothing' });
  });

  it('tells kinds apart, and shows long values short', () => {
    expect(firstDifference('1', 1)).to.deep.equal({ path: '', left: '"1"', right: '1' });
    expect(firstDifference({}, 'x'.repeat(200))?.right).to.have.length(80);
  });
});
