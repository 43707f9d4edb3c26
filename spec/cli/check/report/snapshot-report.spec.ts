import { expect } from 'chai';
import { snapshotReport } from '../../../../src/cli/check/report/snapshot-report';
import { TS } from '../../../io/rows';
import { pageOf, reportOn } from '../reported';

const END = TS + 60 * 39;
const ALL: Readonly<Record<string, string>> = {
  'logs/state/nav.json': JSON.stringify({ equity: 10_000, updated_ts: END, peak_equity: 10_100 }),
  'logs/nav_log.json': JSON.stringify([{ t: END, nav: 10_000 }]),
  'logs/state/risk_snapshot.json': JSON.stringify({ dd_frac: 0.01, updated_ts: END }),
  'logs/state/positions.json': JSON.stringify([{ symbol: 'BTCUSDT', qty: 1, mark_price: 500 }]),
  'logs/state/router_health.json': JSON.stringify({ symbols: [{ symbol: 'BTCUSDT' }], updated_ts: END }),
};

/** File, name, and what follows where it alone is missing. */
const WITHOUT = [
  ['logs/state/nav.json', 'nav', 'the equity is that of nav_log.json'],
  ['logs/nav_log.json', 'nav_log', 'the drawdown is what nav.json and risk_snapshot.json state'],
  ['logs/state/risk_snapshot.json', 'risk_snapshot', 'the drawdown is that of the equity alone'],
  ['logs/state/positions.json', 'positions', 'every current_weight is null'],
  ['logs/state/router_health.json', 'router_health', 'a symbol without router rows has no router quality'],
] as const;

describe('snapshotReport', () => {
  it('of snapshots that all count has no consequence', async () => {
    const { snapshots } = await reportOn(ALL);
    expect(Object.keys(snapshots)).to.have.length(5);
    for (const [name, { state, consequence }] of Object.entries(snapshots))
      expect({ state, consequence }, name).to.deep.equal({ state: 'used', consequence: null });
  });

  for (const [file, name, says] of WITHOUT) {
    it(`says what follows where ${name} alone is missing, in JSON and on the page`, async () => {
      const report = await reportOn({ ...ALL, [file]: undefined });
      const lacking = Object.entries(report.snapshots).filter(([, { state }]) => state !== 'used');
      expect(lacking.map(([missing]) => missing)).to.deep.equal([name]);
      const consequence = report.snapshots[name]?.consequence;
      expect(consequence).to.contain(says);
      expect(pageOf(report)).to.contain(`  ${name}.json`.padEnd(24) + `missing ${consequence ?? ''}`);
    });
  }

  it('without any equity says that the mode will be cautious, and it is', async () => {
    const report = await reportOn({
      'logs/state/nav.json': undefined,
      'logs/state/positions.json': undefined,
    });
    expect(report.snapshots['nav']?.consequence).to.match(/^no nav: mode will be cautious/);
    expect(report.account).to.deep.include({ risk_mode: 'cautious', equity_usd: null });
    expect(report.verdict).to.contain('no nav: mode will be cautious');
    expect(pageOf(report)).to.match(/risk mode at the last row: cautious \(.*equity unknown/);
  });

  it('tells a snapshot that is later than the last row from one that is missing', async () => {
    const nav = JSON.stringify({ equity: 10_000, updated_ts: END + 300 });
    const report = await reportOn({ 'logs/state/nav.json': nav });
    expect(report.snapshots['nav']).to.include({ state: 'later', ts: '2023-11-14T22:57:20.000+00:00' });
    expect(pageOf(report)).to.match(
      /nav\.json +not used +2023-11-14 22:57:20 later than the last row: .*--as-of/,
    );
  });

  it('of an account that could not be measured takes the equity for unknown', () => {
    const snapshots = [{ name: 'nav', state: 'missing', ts: undefined } as const];
    const { nav } = snapshotReport({ snapshots, account: undefined });
    expect(nav?.consequence).to.match(/^no nav/);
  });
});
