import { expect } from 'chai';
import { nearest } from '../../../../src/io/config/schema/nearest';

const KEYS = ['windows', 'horizon', 'tick', 'lateness', 'pnl'];

describe('nearest', () => {
  it('finds a key behind an added, a missing, a wrong and two swapped letters', () => {
    expect(['windowss', 'horizn', 'pnk', 'lateenss'].map((word) => nearest(word, KEYS))).to.deep.equal([
      'windows',
      'horizon',
      'pnl',
      'lateness',
    ]);
  });

  it('says nothing where more than a third would change', () => {
    expect(['wallet', 'pl', '', '__proto__'].map((word) => nearest(word, ['window', 'pnl']))).to.deep.equal([
      undefined,
      'pnl',
      undefined,
      undefined,
    ]);
  });

  it('takes the closest, the first of equals', () => {
    expect(nearest('abcdef', ['abcxyf', 'abcdex', 'abcdey'])).to.equal('abcdex');
  });
});
