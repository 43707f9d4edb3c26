import { expect } from 'chai';
import type { AllocationFile } from '../../../operators/allocate/allocation-file';
import { AS_OF, CALM, closesOf, deskAt, HOUR, listing, navAt, repeat, rowOf } from '../scenario';

/**
 * A strong symbol A (20 trades of +1 R) and a weak one B (ten pairs of −1 R and +1 R), caps 0.25 each, no router rows.
 *
 * Six parts without rows are 0.4 and weigh 0.4 together: 0.16.
 * A: edge (1 + √(8.1/10.1))/2 = 0.947766…, hit rate 30/40, gain 25/30: score 0.331718… + 0.075 + 0.125 + 0.16 = 0.691718…
 * B: E = 0; each loss is followed by its win, so pain 0; edge (1 − √(0.1/2.1))/2 = 0.390891…, hit rate and gain 1/2:
 *    score 0.136811… + 0.05 + 0.075 + 0.16 = 0.421811…
 * phi = (score − 0.35)/0.25, at most 1, times 0.6 as the router is unknown; raw = 0.25·phi:
 * A 1 → 0.6 → 0.15; B 0.287247 → 0.172348 → 0.043087. All risks are alike: the edge in money is the edge.
 */
const closes = [...closesOf('AUSDT', repeat(20, 1)), ...closesOf('BUSDT', repeat(10, -1, 1))];

const at = async (nav: object): Promise<AllocationFile> => (await deskAt({ closes, nav })).allocation;

function weights(file: AllocationFile): readonly number[] {
  return ['AUSDT', 'BUSDT'].map((symbol) => rowOf(file.symbols, symbol).suggested_weight);
}

function caps(file: AllocationFile): readonly (number | null)[] {
  return ['AUSDT', 'BUSDT'].map((symbol) => rowOf(file.symbols, symbol).suggested_caps.max_nav_pct);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('a strong symbol and a weak one', () => {
  it('at no drawdown: normal; A 0.15 above B 0.043087, together at most 1', async () => {
    const file = await at(CALM);
    expect(file.global).to.include({ risk_mode: 'normal', current_drawdown_pct: 0 });
    expect(weights(file)).to.deep.equal([0.15, 0.043087]);
    expect(sum(weights(file))).to.be.at.most(1);
  });

  it('caps: A held at 0.25 as its router is unknown; B 0.25·2·0.172348', async () => {
    expect(caps(await at(CALM))).to.deep.equal([0.25, 0.086174]);
  });

  it('at 6 % drawdown: cautious; weights ·0.7 = 0.105, 0.03016; caps ·0.85', async () => {
    const file = await at(navAt(94_000));
    expect(file.global).to.include({ risk_mode: 'cautious', current_drawdown_pct: 6 });
    expect(weights(file)).to.deep.equal([0.105, 0.03016]);
    expect(caps(file)).to.deep.equal([0.2125, 0.0732479]);
  });

  it('at 12 % drawdown: defensive; weights ·0.4 = 0.06, 0.017234; caps ·0.65', async () => {
    const file = await at(navAt(88_000));
    expect(file.global).to.include({ risk_mode: 'defensive', current_drawdown_pct: 12 });
    expect(weights(file)).to.deep.equal([0.06, 0.017234]);
    expect(caps(file)).to.deep.equal([0.1625, 0.0560131]);
  });

  it('in no mode is a cap above the configured one', async () => {
    for (const nav of [CALM, navAt(94_000), navAt(88_000)]) {
      for (const row of (await at(nav)).symbols) {
        expect(row.suggested_caps.max_nav_pct ?? NaN).to.be.at.most(row.caps.current_max_nav_pct ?? NaN);
        expect(row.suggested_weight).to.be.at.most(row.suggested_caps.max_nav_pct ?? NaN);
      }
    }
  });

  it('five such strong symbols of 40 % share the budget: 0.9/5 = 0.18 each', async () => {
    const names = ['AUSDT', 'BUSDT', 'CUSDT', 'DUSDT', 'EUSDT'];
    const strong = names.flatMap((name) => closesOf(name, repeat(20, 1)));
    const universe = names.map((name) => listing(name, 0.4));
    const { allocation } = await deskAt({ closes: strong, universe });
    expect(allocation.symbols.map((row) => row.suggested_weight)).to.deep.equal(names.map(() => 0.18));
    expect(allocation.symbols.map((row) => row.reason)).to.deep.equal(names.map(() => 'budget'));
  });

  it('a nav of two hours ago, where one hour is fresh: cautious, and it says why', async () => {
    const stale = { ...CALM, updated_ts: (AS_OF - 2 * HOUR) / 1000 };
    const file = await at(stale);
    expect(file.global.risk_mode).to.equal('cautious');
    expect(file.global.reasons).to.include('equity_stale');
    expect(weights(file)).to.deep.equal([0.105, 0.03016]);
  });

  it('an equity of −5 with a drawdown said to be 0: cautious, whatever is said', async () => {
    const file = await at({ updated_ts: AS_OF / 1000, equity: -5, drawdown_pct: 0 });
    expect(file.global.risk_mode).to.equal('cautious');
  });
});
