import { expect } from 'chai';
import { decodeEquitySeries, decodeNav } from '../../../src/io/snapshots/decode-nav';

const RECEIVED = 1_800_000_000_000;
const S = 1_700_000_000;

describe('decodeNav', () => {
  it('knows the equity under each of its names; the first one counts', () => {
    const names = ['equity', 'nav_total', 'nav', 'nav_usd', 'total_equity'];
    names.forEach((name, i) => {
      const nav = Object.fromEntries(names.slice(i).map((key, rank) => [key, rank + 1]));
      expect(decodeNav(nav, RECEIVED)[0], name).to.include({
        equityUsd: 1,
        origin: 'snapshot',
        unreadable: false,
      });
    });
    expect(decodeNav({ equity: 0, nav: 5 }, RECEIVED)[0]?.equityUsd).to.equal(0);
    for (const equity of [null, 'soon', {}, NaN])
      expect(decodeNav({ equity, nav: 5 }, RECEIVED)[0]).to.include({ equityUsd: 5, unreadable: false });
  });

  it('reads numbers that stand as text', () => {
    const nav = { nav: ' 8800.5 ', peak_equity: '1e4', drawdown_pct: '-12' };
    expect(decodeNav(nav, RECEIVED)[0]).to.include({ equityUsd: 8800.5, peakUsd: 10_000, drawdownPct: -12 });
    for (const equity of ['', '8,800', '0x10', 'NaN', '8800 USD'])
      expect(decodeNav({ equity }, RECEIVED)[0], equity).to.include({ unreadable: true });
  });

  it('is of its own time under each name, else of the moment it was received', () => {
    for (const name of ['updated_ts', 'updated_at', 'ts']) {
      expect(decodeNav({ equity: 1, [name]: S }, RECEIVED)[0]?.ts).to.equal(S * 1000);
    }
    const iso = '2023-11-14T22:13:20Z';
    for (const updated_ts of [undefined, 'soon', 0, {}])
      expect(decodeNav({ equity: 1, updated_ts, updated_at: iso }, RECEIVED)[0]?.ts).to.equal(S * 1000);
    for (const ts of [undefined, null, 'soon', 0]) {
      expect(decodeNav({ equity: 1, updated_ts: ts }, RECEIVED)[0]?.ts).to.equal(RECEIVED);
    }
  });

  it('says when the equity it names is no finite number', () => {
    for (const equity of [null, 'x', NaN, {}]) {
      expect(decodeNav({ equity }, RECEIVED)[0]).to.include({ equityUsd: undefined, unreadable: true });
    }
    expect(decodeNav({ drawdown_pct: 1 }, RECEIVED)[0]).to.include({ unreadable: false, drawdownPct: 1 });
  });

  it('carries peak and drawdown; a file without any number is no event', () => {
    expect(decodeNav({ peak_equity: 9, drawdown_pct: 0 }, RECEIVED)[0]).to.include({
      peakUsd: 9,
      drawdownPct: 0,
    });
    expect(decodeNav({ peak_equity: null, peak: '9' }, RECEIVED)[0]).to.include({ peakUsd: 9 });
    expect(decodeNav({ updated_ts: S, note: 'x' }, RECEIVED)).to.deep.equal([]);
  });

  it('makes an event of each point of the series, under either spelling, and leaves out the others', () => {
    const series = [
      { ts: S, equity: 1 },
      { t: S + 1, nav: 2 },
      { t: S + 2 },
      { equity: 3 },
      7,
      null,
      { ts: S, equity: null },
      { ts: null, t: String(S + 3), equity: null, nav: '0' },
    ];
    const events = decodeNav({ series }, RECEIVED);
    expect(events.map(({ ts, equityUsd, origin }) => [ts, equityUsd, origin])).to.deep.equal([
      [S * 1000, 1, 'series'],
      [S * 1000 + 1000, 2, 'series'],
      [S * 1000 + 3000, 0, 'series'],
    ]);
    for (const series of [null, 7, 'x', {}]) expect(decodeNav({ series }, RECEIVED)).to.deep.equal([]);
  });
});

describe('decodeEquitySeries', () => {
  it('reads the list that the executor writes', () => {
    const log = [
      { t: S + 0.5, nav: 3870, unrealized_pnl: 1 },
      { t: S + 60, nav: 0, unrealized_pnl: 0 },
    ];
    expect(decodeEquitySeries(log).map(({ ts, equityUsd }) => [ts, equityUsd])).to.deep.equal([
      [S * 1000 + 500, 3870],
      [S * 1000 + 60_000, 0],
    ]);
    for (const log of [null, {}, 'x']) expect(decodeEquitySeries(log)).to.deep.equal([]);
  });
});
