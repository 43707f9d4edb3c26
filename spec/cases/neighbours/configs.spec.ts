import { expect } from 'chai';
import { inTemporary, writeDesk } from '../../contract/replayed';
import { checkOf } from '../case';
import { close, outcomeOfMade, row, textsOf, times, UNIVERSE, type Made } from '../made';
import { valueAt, type Outcome } from '../outcome';

/** Thirty good trades of BTCUSDT with good rows. */
const earns: Made = { orders: times(30, (i) => close(i, 1)), metrics: times(30, (i) => row(i)) };

function listed(fields: object): readonly object[] {
  const [btc, ...others] = UNIVERSE;
  return [{ ...btc, ...fields }, ...others];
}

async function withEntry(fields: object): Promise<Outcome> {
  return outcomeOfMade({ ...earns, config: { 'pairs_universe.json': { universe: listed(fields) } } });
}

function checked(made: Made): Promise<string> {
  return inTemporary(async (dir) => {
    await writeDesk(dir, textsOf(made));
    return checkOf(dir);
  });
}

describe('neighbours: configs', () => {
  it('every status but the four of a symbol that trades disables', async () => {
    for (const status of ['enabled', 'Active', 'TRADING', 'live'])
      expect((await withEntry({ status })).weight(), status).to.equal(0.25);
    for (const status of ['paused', 'BREAK', 'settling', 'close'])
      expect((await withEntry({ status })).weight(), status).to.equal(0);
  });

  it('a restricted symbol gets no weight, in any spelling of case', async () => {
    const limits: unknown = JSON.parse(textsOf(earns).config['risk_limits.json'] ?? '');
    const restricted = { ...(typeof limits === 'object' ? limits : {}), restricted_symbols: [' btcusdt'] };
    const at = await outcomeOfMade({ ...earns, config: { 'risk_limits.json': restricted } });
    expect(at.weight()).to.equal(0);
    expect(JSON.stringify(at.advice())).to.include('restricted');
  });

  it('a symbol that is not in the universe gets no weight, and says so', async () => {
    const at = await outcomeOfMade({
      ...earns,
      orders: times(30, (i) => close(i, 1, { symbol: 'BTCUSDT.P' })),
    });
    expect(at.weight('BTCUSDT.P')).to.equal(0);
    expect(JSON.stringify(at.advice('BTCUSDT.P'))).to.include('not_in_universe');
  });

  it('tiers are compared without case, and hyphen, underscore and blank are alike', async () => {
    const limits = (name: string): object => ({
      tiers: { CORE: { per_symbol_nav_pct: 30 }, [name]: { per_symbol_nav_pct: 5 } },
    });
    for (const [defined, used] of [
      ['ALT-EXT', 'alt ext'],
      ['alt_ext', 'ALT-EXT'],
      ['Alt Ext', 'alt_EXT'],
    ] as const) {
      const config = { 'pairs_universe.json': { universe: listed({ tier: used, caps: undefined }) } };
      const at = await outcomeOfMade({ ...earns, global: limits(defined), config });
      expect(at.weight(), `${defined} as ${used}`).to.equal(0.05);
    }
  });

  it('a tier that nobody defines is an error that names the nearest', async () => {
    const universe = listed({ tier: 'CORR' });
    const told = await checked({ ...earns, config: { 'pairs_universe.json': { universe } } });
    expect(told).to.match(/error.*CORR/);
    expect(told).to.include('CORE');
  });

  it('exposures are percent above 1 and fractions up to 1', async () => {
    for (const cap of [10, 0.1])
      expect(
        (await outcomeOfMade({ ...earns, global: { max_gross_exposure_pct: cap } })).totalWeight,
      ).to.be.at.most(0.1);
    for (const cap of [5, 0.05])
      expect((await outcomeOfMade({ ...earns, global: { max_symbol_exposure_pct: cap } })).weight()).to.equal(
        0.05,
      );
  });

  it('a gross exposure above all budgets changes nothing', async () => {
    const free = await outcomeOfMade(earns);
    const wide = await outcomeOfMade({ ...earns, global: { max_gross_exposure_pct: 150 } });
    expect(wide.weight()).to.equal(free.weight());
    expect(wide.weight('ETHUSDT')).to.equal(free.weight('ETHUSDT'));
  });

  it('no cap falls below a ceiling, and no cap lies above one', async () => {
    const at = await outcomeOfMade({ ...earns, global: { max_symbol_exposure_pct: 5 } });
    expect(valueAt(at.advice(), 'suggested_caps', 'max_nav_pct')).to.equal(0.05);
  });

  it('check lists a drawdown limit below 1, and exactly 1 of a share', async () => {
    expect(await checked({ global: { max_nav_drawdown_pct: 0.3 } })).to.match(
      /max_nav_drawdown_pct.*30|30.*max_nav_drawdown_pct/,
    );
    expect(await checked({ global: { max_symbol_exposure_pct: 1 } })).to.match(
      /warning.*max_symbol_exposure_pct/,
    );
  });

  it('check names strategies that differ only in case, and those that no config knows', async () => {
    const config = { 'strategy_config.json': { strategies: { Trend: { fixed_sl_pct: 2 } } } };
    const orders = [close(0, 1, { strategy: 'trend' }), close(1, 1, { strategy: 'Trned' })];
    const told = await checked({ orders, config });
    expect(told).to.include('trend');
    expect(told).to.include('Trned');
  });

  it('a small fund is advised the minimum order, or nothing', async () => {
    const at = await outcomeOfMade({
      orders: [close(0, 1)],
      metrics: [row(0)],
      global: { min_notional_usdt: 100 },
    });
    expect(at.weight()).to.be.at.least(0.01);
    // Never traded: its own weight, 0.6 %, is below the minimum.
    const probe = at.advice('ETHUSDT');
    expect(valueAt(probe, 'suggested_weight')).to.equal(0.01);
    expect(valueAt(probe, 'suggested_size_usd')).to.equal(100);
    expect(valueAt(probe, 'min_notional_usd')).to.equal(100);
    expect(JSON.stringify(probe)).to.include('raised_to_min_notional');
  });
});
