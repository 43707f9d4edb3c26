import { expect } from 'chai';
import { exclusionIn, restrictedSymbols } from '../../../src/model/fund/exclusion';
import { toDesk } from '../../../src/model/fund/desk';
import { settingsFrom } from '../../../src/model/fund/settings';

describe('exclusionIn', () => {
  it('a status other than that of a traded symbol takes it out', () => {
    for (const status of [undefined, null, true, 'enabled', ' Active ', 'TRADING', 'live'])
      expect(exclusionIn({ status }, false), JSON.stringify(status)).to.equal(undefined);
    for (const status of ['delisted', 'disabled', 'HALTED', 'enable', '', false, 0, {}])
      expect(exclusionIn({ status, enabled: true }, false), JSON.stringify(status)).to.equal('status');
    for (const row of [{ delisted: true }, { trading: false }, { status: 'live', trading: false }])
      expect(exclusionIn(row, false)).to.equal('status');
    for (const row of [{ delisted: false }, { trading: true }, {}])
      expect(exclusionIn(row, false)).to.equal(undefined);
  });

  it('what others decided comes before the desk’s own switch', () => {
    expect(exclusionIn({ enabled: false }, false)).to.equal('disabled');
    expect(exclusionIn({ enabled: false, status: 'delisted' }, false)).to.equal('status');
    expect(exclusionIn({ enabled: false, status: 'delisted' }, true)).to.equal('restricted');
    expect(exclusionIn({ restricted: true }, false)).to.equal('restricted');
  });
});

describe('restrictedSymbols', () => {
  it('are those of both files, as a list or a map', () => {
    const limits = {
      restricted_symbols: ['a', 7, null],
      global: { restricted_symbols: [{ symbol: ' b ' }, {}] },
    };
    const universe = { restricted_symbols: { c: 'sanctioned', d: false, e: null } };
    expect([...restrictedSymbols(limits, universe)]).to.deep.equal(['A', 'B', 'C', 'E']);
    expect([...restrictedSymbols({ restricted_symbols: 'a' }, null)]).to.deep.equal(['A']);
    expect(restrictedSymbols({}, undefined).size).to.equal(0);
  });
});

describe('toDesk', () => {
  it('says why a listing is not enabled', () => {
    const universe = {
      universe: [
        { symbol: 'A' },
        { symbol: 'B', enabled: false },
        { symbol: 'c', enabled: true, status: 'delisted' },
        { symbol: 'D', status: 'live' },
      ],
    };
    const { listings } = toDesk({
      settings: settingsFrom(),
      limits: { restricted_symbols: ['d'] },
      universe,
    });
    expect(
      [...listings.values()].map(({ symbol, enabled, disabledBy }) => [symbol, enabled, disabledBy]),
    ).to.deep.equal([
      ['A', true, undefined],
      ['B', false, 'disabled'],
      ['C', false, 'status'],
      ['D', false, 'restricted'],
    ]);
  });

  it('reads drawdown limits and stops in percent, whatever they are written in; strategy ids as written', () => {
    const limits = { global: { max_nav_drawdown_pct: 0.3 } };
    const strategies = {
      strategies: [
        { id: 'S1 ', fixed_sl_pct: 0.02 },
        { id: 's1', params: { fixed_sl_pct: 2 } },
      ],
    };
    const desk = toDesk({
      settings: settingsFrom(),
      limits,
      universe: {},
      strategies,
      registry: { ' x': {} },
    });
    expect(desk.maxDrawdownPct).to.equal(30);
    expect([...desk.stopsPct]).to.deep.equal([
      ['S1 ', 2],
      ['s1', 2],
    ]);
    expect(desk.strategies?.map(({ strategy }) => strategy)).to.deep.equal([' x']);
  });
});
