import { expect } from 'chai';
import { close, outcomeOfMade, T0 } from '../made';
import { valueAt, type Outcome } from '../outcome';

const HOUR = 3600;

async function account(state: object, global: object = {}): Promise<Outcome> {
  return outcomeOfMade({ orders: [close(0, 1)], state: { 'nav.json': undefined, ...state }, global });
}

function expectState(at: Outcome, drawdownPct: number | null, mode: string, code?: string): void {
  expect(valueAt(at.account, 'current_drawdown_pct'), 'drawdown').to.equal(drawdownPct);
  expect(valueAt(at.account, 'risk_mode'), 'mode').to.equal(mode);
  if (code !== undefined) expect(`${at.told} ${at.warnings.join(' ')}`).to.include(code);
}

const nav = (fields: object): object => ({ 'nav.json': { updated_ts: T0, ...fields } });
const log = (...points: readonly (readonly [hoursAgo: number, nav: number])[]): object => ({
  '../nav_log.json': points.map(([hours, value]) => ({
    t: T0 - hours * HOUR,
    nav: value,
    unrealized_pnl: 0,
  })),
});

describe('neighbours: drawdown', () => {
  it('of the executor: nav.json without a peak, nav_log.json with one', async () => {
    const at = await account({
      ...nav({ nav: 9400, nav_usd: 9400 }),
      ...log([12, 10_000], [6, 9800], [1, 9400]),
    });
    expectState(at, 6, 'cautious', 'peak_of_hours');
    expect(at.told).to.match(/"peak_span_h":12\b/);
  });

  it('points of less than six hours are no peak', async () => {
    const at = await account({ ...nav({ nav: 8000 }), ...log([5, 10_000], [1, 8000]) });
    expectState(at, null, 'cautious');
  });

  it('a peak that is given needs no span', async () => {
    expectState(await account(nav({ equity: 9000, peak_equity: 10_000 })), 10, 'defensive');
    expectState(await account(nav({ equity: 9501, peak: 10_000 })), 4.99, 'normal');
  });

  it('a given drawdown and the peak beside it may differ by one point', async () => {
    expectState(await account(nav({ equity: 8800, peak_equity: 10_000, drawdown_pct: 11 })), 11, 'defensive');
    const at = await account(nav({ equity: 9300, peak_equity: 10_000, drawdown_pct: 3 }));
    expectState(at, 7, 'cautious', 'drawdown_contradicts_peak');
  });

  it('a snapshot that is worse counts and says so; one that is better does not', async () => {
    const risk = (pct: number): object => ({
      'risk_snapshot.json': { updated_ts: T0, portfolio_dd_pct: pct },
    });
    const fine = nav({ equity: 9900, drawdown_pct: 1 });
    expectState(await account({ ...fine, ...risk(11) }), 11, 'defensive', 'drawdown_contradicts_snapshot');
    const bad = nav({ equity: 8800, drawdown_pct: 12 });
    expectState(await account({ ...bad, ...risk(2) }), 12, 'defensive');
  });

  it('a portfolio drawdown is a fraction below 1, and where dd_frac stands beside it', async () => {
    const only = nav({ equity: 10_000 });
    const risk = (fields: object): object => ({
      ...only,
      'risk_snapshot.json': { updated_ts: T0, ...fields },
    });
    expectState(await account(risk({ dd_frac: 0.06 })), 6, 'cautious');
    expectState(await account(risk({ drawdown_pct: 0.06 })), 6, 'cautious');
    expectState(await account(risk({ drawdown_pct: 6 })), 6, 'cautious');
    expectState(await account(risk({ portfolio_dd_pct: -6 })), 6, 'cautious');
  });

  it('the worst symbol of the snapshot is at most cautious', async () => {
    const symbols = [-4, 12].map((pct, i) => ({ symbol: `S${i}`, risk: { dd_today_pct: pct } }));
    const risk = { 'risk_snapshot.json': { updated_ts: T0, symbols } };
    expectState(await account({ ...nav({ equity: 10_000 }), ...risk }), 12, 'cautious');
  });

  it('a drop to a third for a minute is no more believed than a jump', async () => {
    const at = await account({
      ...nav({ nav: 10_000 }),
      ...log([13, 10_000], [12, 10_000], [6, 3000], [5.99, 9990]),
    });
    expectState(at, 0, 'normal', 'nav_jump');
  });

  it('three points in a row make it true', async () => {
    const at = await account({
      ...nav({ nav: 3000 }),
      ...log([13, 10_000], [12, 10_000], [2, 3000], [1, 3010]),
    });
    expectState(at, 70, 'defensive');
  });

  it('an equity of 0 between two others is none', async () => {
    const at = await account({ ...nav({ nav: 10_000 }), ...log([12, 10_000], [6, 0], [1, 10_000]) });
    expectState(at, 0, 'normal');
  });

  it('equity as text is a number, as null it is unknown', async () => {
    expectState(await account(nav({ equity: '9000', peak_equity: '10000' })), 10, 'defensive');
    expectState(await account(nav({ equity: null, drawdown_pct: 0 })), 0, 'cautious');
  });

  it('a limit below 1 is a fraction, from 1 on percent', async () => {
    const at = (limit: number): Promise<Outcome> =>
      account(nav({ equity: 8800, drawdown_pct: 12 }), { max_nav_drawdown_pct: limit });
    expectState(await at(0.3), 12, 'normal');
    expectState(await at(0.12), 12, 'defensive');
    expectState(await at(25), 12, 'normal');
    expectState(await at(1), 12, 'defensive');
  });
});
