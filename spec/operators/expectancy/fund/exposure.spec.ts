import { expect } from 'chai';
import { exposureOf } from '../../../../operators/expectancy/fund/exposure';
import { toTrade } from '../../../../src/model/to-trade';
import type { Trade } from '../../../../src/model/trade';
import { close, DEFAULTS, episodeOf, NO_ROW } from '../../made';

const heldFrom = (spans: readonly (readonly [entry: number | undefined, exit: number])[]): readonly Trade[] =>
  spans.map(([entryTs, ts], n) =>
    toTrade(episodeOf(close(String(n), { ts }), { entryTs }), NO_ROW, () => undefined, DEFAULTS),
  );

describe('exposureOf', () => {
  it('counts each moment once from the first entry to the last exit', () => {
    expect(exposureOf(heldFrom([[0, 10]]))).to.equal(1);
    expect(
      exposureOf(
        heldFrom([
          [0, 2],
          [6, 10],
        ]),
      ),
    ).to.equal(0.6);
    expect(
      exposureOf(
        heldFrom([
          [0, 4],
          [2, 6],
          [8, 10],
        ]),
      ),
    ).to.equal(0.8);
    expect(
      exposureOf(
        heldFrom([
          [3, 4],
          [6, 7],
          [0, 10],
        ]),
      ),
    ).to.equal(1);
  });

  it('leaves out what has no known entry, and is not known of nothing', () => {
    expect(
      exposureOf(
        heldFrom([
          [undefined, 1],
          [2, 4],
          [6, 8],
          [undefined, 20],
        ]),
      ),
    ).to.be.closeTo(4 / 6, 1e-12);
    for (const none of [[], [[undefined, 5]], [[5, 5]]] as const)
      expect(exposureOf(heldFrom(none))).to.equal(undefined);
  });
});
