import { expect } from 'chai';
import { settingsGrid } from '../../../../operators/evidence/settings/settings-grid';
import { SettingsMeasure } from '../../../../operators/evidence/settings/settings-measure';
import { AdviceMeasure } from '../../../../operators/evidence/walk/advice-measure';
import type { KnownChange } from '../../../../operators/join/known-join';
import { toDesk, type Desk } from '../../../../src/model/fund/desk';
import type { Settings } from '../../../../src/model/fund/settings';
import { risk } from '../../account/account-made';
import { DAY, DEFAULTS, equity, route, tradeOf } from '../../made';
import { snapshot } from '../../router/router-made';
import { chanceOf } from '../chance';

const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'];
const MOMENTS = 40;
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
      ...(moment % 3 === 0 ? [] : trades),
      { kind: 'routed', route: row },
    ];
    // Between these moments nothing but trades and rows changes.
    if (moment % 5 > 0) return changes;
    const entry = { drawdownTodayPct: undefined, volRegime: moment % 2 === 0 ? 'normal' : 'panic' };
    const market = risk({ ts: ts - 1, symbols: new Map(SYMBOLS.map((symbol) => [symbol, entry])) });
    // Of three symbols two have the right to the minimum order.
    const nav = equity(ts - 1, 600 + moment);
    const health = moment % 10 === 0 ? [{ ...router, ts: ts - 1 }] : [];
    return [...changes, nav, market, ...health];
  });
}

describe('SettingsMeasure', function () {
  this.timeout(60_000);

  it('gives each setting what the walk of a desk with these settings gives, moment by moment', () => {
    const desk = deskWith(DEFAULTS);
    const grid = settingsGrid(DEFAULTS);
    const measure = new SettingsMeasure(desk, grid);
    const alone = grid.map(({ settings }) => ({
      measure: new AdviceMeasure(deskWith(settings)),
      told: told(SEED, settings),
    }));
    const different = new Set<string>();
    for (const [moment, changes] of told(SEED, DEFAULTS).entries()) {
      const asOf = (moment + 1) * DAY * 0.4;
      for (const change of changes) measure.step(change);
      measure.moveTo(asOf);
      const byPlace = SYMBOLS.map((_, place) => Array.from(measure.multiplesAt(place)));
      const found = grid.map((_, s) => byPlace.map((multiples) => multiples[s]));
      for (const [s, { name }] of grid.entries()) {
        const own = alone[s];
        for (const change of own?.told[moment] ?? []) own?.measure.step(change);
        const { symbols } = own?.measure.view(asOf) ?? { symbols: new Map<string, never>() };
        const expected = [...symbols.values()].map(({ weight, base }) => weight / base);
        expect(found[s], `${name}, moment ${moment}`).to.deep.equal(expected);
        if (String(found[s]) !== String(found[0])) different.add(name);
      }
    }
    expect(different.size).to.be.above(25);
  });
});
