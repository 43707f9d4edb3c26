import { expect } from 'chai';
import { settingsGrid } from '../../../../operators/evidence/settings/settings-grid';
import { SettingsMeasure } from '../../../../operators/evidence/settings/settings-measure';
import type { SymbolAdvice } from '../../../../operators/evidence/walk/advice-frame';
import { AdviceMeasure } from '../../../../operators/evidence/walk/advice-measure';
import type { KnownChange } from '../../../../operators/join/known-join';
import { toDesk, type Desk } from '../../../../src/model/fund/desk';
import type { Settings } from '../../../../src/model/fund/settings';
import { risk } from '../../account/account-made';
import { DAY, DEFAULTS, equity, route, tradeOf } from '../../made';
import { snapshot } from '../../router/router-made';
import { chanceOf } from '../chance';

const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'];
// All trades of a symbol leave its primary window now and then, and others come.
const OWN: Settings = { ...DEFAULTS, windows: ['2d', ...DEFAULTS.windows.filter((name) => name !== '2d')] };
const MOMENTS = 120;
const SEED = 1;

function deskWith(settings: Settings): Desk {
  const rows = SYMBOLS.map((symbol) => ({ symbol, enabled: true, caps: { max_nav_pct: 0.4 } }));
  return toDesk({
    settings,
    limits: { global: { min_notional_usdt: 50 } },
    universe: { universe: rows },
  });
}

/** What is told before each moment, as it would be under these settings. */
function told(seed: number, settings: Settings): readonly (readonly KnownChange[])[] {
  const { uniform, normal } = chanceOf(seed);
  return Array.from({ length: MOMENTS }, (_, moment) => {
    const ts = (moment + 1) * DAY * 0.4;
    const trades = SYMBOLS.map((symbol, i): KnownChange => {
      // Only later does a trade follow from the fallback risk.
      const riskUsd = uniform() < 0.5 || moment < 10 ? 1 : undefined;
      const realizedUsd = 0.3 + normal() - i * 0.2;
      const trade = tradeOf(1, ts - 2, { symbol, id: `${symbol}${moment}`, riskUsd, realizedUsd }, settings);
      return { kind: 'trade', trade, before: undefined };
    });
    // Its quality changes while no trade does, too.
    const isFine = moment % 4 < 2;
    const router = snapshot({
      makerFillRate: isFine ? 0.9 : 0.1,
      slippageP95: isFine ? 1 : 40,
      fallbackRate: 0.05,
    });
    // Rows of one symbol alone.
    const symbol = SYMBOLS[moment % 3] ?? '';
    const row = route(`r${moment}`, {
      ts: ts - 3,
      symbol,
      slippageBps: 40 * uniform(),
      ackMs: 50,
      status: 'FILLED',
    });
    const changes: readonly KnownChange[] = [
      ...trades.filter((_, i) => (moment + 4 * i) % 12 < 5 && moment % 15 > 0),
      { kind: 'routed', route: row },
    ];
    // Between these moments nothing but trades and rows changes.
    if (moment % 5 > 0) return changes;
    const entry = { drawdownTodayPct: undefined, volRegime: moment % 2 === 0 ? 'normal' : 'panic' };
    const market = risk({ ts: ts - 1, symbols: new Map(SYMBOLS.map((symbol) => [symbol, entry])) });
    // Of three symbols two have the right to the minimum order.
    const nav = equity(ts - 1, moment % 2 === 0 ? 500 : 650);
    const health = moment % 10 === 0 ? [{ ...router, ts: ts - 1 }] : [];
    return [...changes, nav, market, ...health];
  });
}

describe('SettingsMeasure', function () {
  this.timeout(60_000);

  it('gives each setting what the walk of a desk with these settings gives, moment by moment', () => {
    const desk = deskWith(OWN);
    const grid = settingsGrid(OWN);
    const measure = new SettingsMeasure(desk, grid);
    const alone = grid.map(({ settings }) => ({
      measure: new AdviceMeasure(deskWith(settings)),
      told: told(SEED, settings),
    }));
    const different = new Set<string>();
    const { uniform } = chanceOf(2);
    for (const [moment, changes] of told(SEED, OWN).entries()) {
      const asOf = (moment + 1) * DAY * 0.4;
      for (const change of changes) measure.step(change);
      measure.moveTo(asOf);
      // Of one symbol at a moment: what is not asked for is not worked out.
      const place = Math.floor(uniform() * SYMBOLS.length);
      const found = measure.multiplesAt(place);
      for (const [s, { name }] of grid.entries()) {
        const own = alone[s];
        for (const change of own?.told[moment] ?? []) own?.measure.step(change);
        const { symbols } = own?.measure.view(asOf) ?? { symbols: new Map<string, SymbolAdvice>() };
        const { weight = 0, base = 1 } = symbols.get(SYMBOLS[place] ?? '') ?? {};
        expect(found[s], `${name}, moment ${moment}`).to.equal(weight / base);
        if (found[s] !== found[0]) different.add(name);
      }
    }
    expect(different.size).to.be.above(25);
  });
});
