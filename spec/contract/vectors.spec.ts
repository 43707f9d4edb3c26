import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { groupView, type GroupView } from '../../operators/expectancy/group-view';
import { settingsFrom } from '../../src/model/fund/settings';
import { toTrade } from '../../src/model/to-trade';
import { close, episodeOf, NO_ROW } from '../operators/made';
import { isObj, list, num } from '../oracle/json';
import { sharedData } from './shared-data';

/** Known answers of other projects: lists of P&L and what their own tests expect of them. */

/** What a field of theirs is with us. */
const SAME: Readonly<Record<string, (view: GroupView) => number | null>> = {
  total: (view) => view.net_pnl_usd,
  wins: (view) => view.wins,
  losses: (view) => view.losses,
  mean: (view) => view.avg_return,
  expectancy: (view) => view.expectancy,
  avg_win: (view) => view.avg_win,
  avg_loss: (view) => view.avg_loss,
  payoff: (view) => view.payoff,
  profit_factor: (view) => view.profit_factor,
  win_rate: (view) => view.hit_rate,
  max_consec_losses: (view) => view.longest_losing_streak,
  max_drawdown: (view) => view.max_drawdown,
  // Every trade below risks 1 USD, and R is not clipped: R is USD.
  std: (view) => view.std_r,
  sqn: (view) => view.t_stat,
};

/** Fields that are defined differently here, and why. */
const REJECTED: Readonly<Record<string, string>> = {
  profit_factor_sentinel: 'a sentinel of 10 without losses; an undefined number is null',
  sharpe_per_trade: 'not published: t_stat is it times √n',
  max_consec_wins: 'only losing streaks are published',
  winning_streak: 'only losing streaks are published',
  losing_streak: 'a running count; the longest is checked from it below',
  avg_duration_min: 'a close does not tell when it was opened',
  profit_to_maxdd: 'a ratio of published numbers that is not itself published',
  freqtrade_ratio: 'expectancy in units of the mean loss; ours is in USD and in R',
  relative: 'relative to a starting balance; ours is in USD',
  relative_at_abs_max: 'relative to a starting balance; ours is in USD',
  max_relative: 'relative to a starting balance; ours is in USD',
  max_drawdown_compounded: 'of compounded returns; ours is of cumulative net',
};

/** Places where a field that we share carries a sentinel of theirs. */
const SENTINELS: readonly (readonly [vector: string, field: string, reason: string])[] = [
  ['ThreeWinners', 'avg_loss', '0 without losses; an undefined number is null'],
  ['ThreeWinners', 'payoff', '0 without losses; an undefined number is null'],
  ['ThreeLosers', 'avg_win', '0 without wins; an undefined number is null'],
];

interface Vector {
  readonly name: string;
  readonly pnl: readonly number[];
  readonly expect: Readonly<Record<string, unknown>>;
}

function vectorsIn(path: string): readonly Vector[] {
  const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return list(file).map((vector) => {
    const { src, input, expect: expected } = isObj(vector) ? vector : {};
    if (typeof src !== 'string' || !isObj(input) || !isObj(expected)) throw new Error('not a vector');
    return { name: src, pnl: list(input['pnl']).flatMap((x) => num(x) ?? []), expect: expected };
  });
}

const settings = settingsFrom({ r_clip: 1e9 });

/** One trade an hour, of 1 USD of risk each. */
function viewOf(pnl: readonly number[]): GroupView {
  const trades = pnl.map((realizedUsd, i) =>
    toTrade(
      episodeOf(
        close(String(i).padStart(6, '0'), {
          ts: (i + 1) * 3_600_000,
          symbol: 'X',
          realizedUsd,
          notionalUsd: undefined,
        }),
      ),
      NO_ROW,
      () => undefined,
      settings,
    ),
  );
  return groupView(trades, settings);
}

/** Their drawdown may be negative, and their numbers printed to few decimals. */
function expectSame(ours: number | null, field: string, theirs: unknown, name: string): void {
  const value = field === 'max_drawdown' ? Math.abs(num(theirs) ?? NaN) : (num(theirs) ?? NaN);
  const decimals = (/\.(\d+)/.exec(String(value))?.[1] ?? '').length;
  const printed = decimals === 0 || decimals > 9 ? 1e-9 : 0.51 * 10 ** -decimals;
  expect(ours, `${name} ${field}`).to.be.closeTo(value, Math.max(printed, Math.abs(value) * 1e-12));
}

function isSentinel(name: string, field: string): boolean {
  return SENTINELS.some(([vector, own]) => name.endsWith(vector) && own === field);
}

describe('known answers of other projects', () => {
  it('are ours, where the definition is', function () {
    const path = sharedData('vectors.json');
    if (path === undefined) return this.skip();
    let checked = 0;
    for (const { name, pnl, expect: expected } of vectorsIn(path)) {
      const view = viewOf(pnl);
      for (const [field, theirs] of Object.entries(expected)) {
        const ours = SAME[field];
        if (ours === undefined || isSentinel(name, field)) continue;
        expectSame(ours(view), field, theirs, name);
        checked += 1;
      }
    }
    expect(checked).to.be.above(40);
  });

  it('null stands where they have a sentinel', function () {
    const path = sharedData('vectors.json');
    if (path === undefined) return this.skip();
    for (const [vector, field] of SENTINELS) {
      const found = vectorsIn(path).find(({ name }) => name.endsWith(vector));
      expect(found === undefined ? undefined : SAME[field]?.(viewOf(found.pnl)), vector).to.equal(null);
    }
  });

  it('the longest of a running losing streak is the streak', function () {
    const path = sharedData('vectors.json');
    if (path === undefined) return this.skip();
    const running = vectorsIn(path).filter((vector) => vector.expect['losing_streak'] !== undefined);
    expect(running).to.not.have.length(0);
    for (const { pnl, expect: expected } of running) {
      const longest = Math.max(...list(expected['losing_streak']).flatMap((x) => num(x) ?? []));
      expect(viewOf(pnl).longest_losing_streak).to.equal(longest);
    }
  });

  it('every field of theirs is checked, or rejected for a reason', function () {
    const path = sharedData('vectors.json');
    if (path === undefined) return this.skip();
    const fields = new Set(vectorsIn(path).flatMap((vector) => Object.keys(vector.expect)));
    const known = [...Object.keys(SAME), ...Object.keys(REJECTED)];
    expect(known).to.include.members([...fields]);
    expect([...fields]).to.include.members(known);
  });
});
