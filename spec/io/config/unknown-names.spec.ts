import { expect } from 'chai';
import { caseVariants, unknownNames } from '../../../src/io/config/unknown-names';

const meant = (names: readonly string[], known: readonly string[]) =>
  unknownNames(new Set(names), new Set(known), Infinity).listed.map((found) => [found.name, found.meant]);

describe('unknownNames', () => {
  it('finds the known name in what exchanges make of it', () => {
    const known = ['BTCUSDT', 'ETHUSDT'];
    const spellings = [
      'BTC-USDT-SWAP',
      'BTC/USDT:USDT',
      'BTCUSDT.P',
      'BTCUSDT_PERP',
      'BTC\u200bUSDT',
      'ＢＴＣUSDT',
      'ВТСUSDT',
    ];
    for (const name of spellings) expect(meant([name], known), name).to.deep.equal([[name, 'BTCUSDT']]);
  });

  it('else the nearest, if one is near; in order, and known ones not at all', () => {
    expect(meant(['BTCUSD', '1000PEPEUSDT', 'BTCUSDT'], ['BTCUSDT'])).to.deep.equal([
      ['1000PEPEUSDT', undefined],
      ['BTCUSD', 'BTCUSDT'],
    ]);
    expect(meant(['breakout_v2'], ['breakout', 'out'])).to.deep.equal([['breakout_v2', 'breakout']]);
    expect(meant(['x'], [])).to.deep.equal([['x', undefined]]);
  });
});

describe('unknownNames of many', () => {
  it('lists so many, the first ones, and counts the others', () => {
    const { listed, more } = unknownNames(new Set(['C', 'B', 'A', 'BTCUSDT']), new Set(['BTCUSDT']), 2);
    expect(listed.map(({ name }) => name)).to.deep.equal(['A', 'B']);
    expect(more).to.equal(1);
  });
});

describe('caseVariants', () => {
  it('are groups of names that differ only in case', () => {
    expect(caseVariants(['s1', 'S1', 's2', 's1', 'Mean', 'mean', 'MEAN'])).to.deep.equal([
      ['MEAN', 'Mean', 'mean'],
      ['S1', 's1'],
    ]);
    expect(caseVariants([])).to.deep.equal([]);
  });
});
