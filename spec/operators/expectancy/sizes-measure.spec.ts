import { expect } from 'chai';
import fc from 'fast-check';
import { bySize, sizeBounds } from '../../../operators/expectancy/cuts/sizes';
import { withBar } from '../../../operators/expectancy/bar';
import type { CutView } from '../../../operators/expectancy/group-view';
import { CUT_METRICS } from '../../../operators/expectancy/metrics/registry';
import { SizesMeasure } from '../../../operators/expectancy/sizes-measure';
import { rounded } from '../../../src/model/math/round';
import { toTrade } from '../../../src/model/to-trade';
import type { Trade } from '../../../src/model/trade';
import { close, DEFAULTS, episodeOf, NO_ROW } from '../made';

/** Each group made from nothing: what a window by size is, however it came to hold its trades. */
function slowly(trades: readonly Trade[]): Readonly<Record<string, CutView>> {
  const groups = [...bySize(trades)].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    groups.map(([key, own]) => {
      const { view, reasons } = CUT_METRICS.measure(own, DEFAULTS);
      const group = { ...view, reasons, notional_usd: sizeBounds(own) };
      return [key, rounded(withBar(group, view, groups.length))];
    }),
  );
}

const trade = fc
  .tuple(fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }), fc.integer({ min: -5, max: 5 }))
  .map(([notionalUsd, realizedUsd]) => ({ notionalUsd, realizedUsd }));

describe('SizesMeasure', () => {
  it('says as its window slides what each group says when it is made from nothing', () => {
    const moves = fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 })), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(trade, { minLength: 48, maxLength: 48 }), moves, (made, all) => {
        const trades = made.map((over, n) => {
          const episode = episodeOf(
            close(`t${String(n).padStart(3, '0')}`, { ts: 1 + Math.floor(n / 2), ...over }),
          );
          return toTrade(episode, NO_ROW, () => undefined, DEFAULTS);
        });
        const measure = new SizesMeasure(DEFAULTS);
        let [from, to] = [0, 0];
        for (const [leave, come] of all) {
          to += come;
          from = Math.min(from + leave, to);
          const held = trades.slice(from, to);
          expect(measure.views(held)).to.deep.equal(slowly(held));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('gives a group that nothing changed as the same object again', () => {
    const sized = (notionalUsd: number, n: number): Trade =>
      toTrade(episodeOf(close(String(n), { ts: n + 1, notionalUsd })), NO_ROW, () => undefined, DEFAULTS);
    const trades = [1, 1, 2, 2, 3, 3, 4].map(sized);
    const measure = new SizesMeasure(DEFAULTS);
    const before = measure.views(trades);
    const after = measure.views([...trades, sized(4, 8)]);
    const isSame = ['q1', 'q2', 'q3', 'q4'].map((key) => after[key] === before[key]);
    expect(isSame).to.deep.equal([true, true, true, false]);
  });
});
