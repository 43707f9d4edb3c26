import { expect } from 'chai';
import { nameFindings } from '../../../../src/cli/check/report/name-findings';
import { deskOf } from '../../../operators/made';

const desk = deskOf({
  universe: { universe: [{ symbol: 'BTCUSDT' }, { symbol: 'ETHUSDT' }] },
  strategies: { strategies: { Trend: { fixed_sl_pct: 2 } } },
});
const named = (symbols: readonly string[], strategies: readonly string[] = []) => ({
  symbols: new Set(symbols),
  strategies: new Set(strategies),
  carryLabels: false,
});

describe('nameFindings', () => {
  it('counts the names that the configs know, and lists the others with the nearest', () => {
    const found = nameFindings(named(['BTCUSDT', 'ETHUSDT.P', 'XRPUSDT'], ['Trend', 'trend']), desk);
    expect(found.known_symbols).to.deep.equal({ have: 1, of: 3 });
    expect(found.known_strategies).to.deep.equal({ have: 1, of: 2 });
    expect(found.unknown_symbols[0]).to.deep.equal({ name: 'ETHUSDT.P', meant: 'ETHUSDT' });
    expect(found.case_variants).to.deep.equal([['Trend', 'trend']]);
  });

  it('lists a hundred and counts the rest', () => {
    const many = Array.from({ length: 250 }, (_, n) => `S${n}`);
    const found = nameFindings(named(many), desk);
    expect(found.unknown_symbols).to.have.length(100);
    expect(found.unlisted.symbols).to.equal(150);
    expect(found.known_symbols).to.deep.equal({ have: 0, of: 250 });
  });

  it('holds no strategy against configs that name none', () => {
    const found = nameFindings(named([], ['x']), deskOf());
    expect(found.known_strategies).to.deep.equal({ have: 0, of: 0 });
    expect(found.unknown_strategies).to.deep.equal([]);
  });
});
