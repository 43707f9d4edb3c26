import { expect } from 'chai';
import { eachCut } from '../../../../operators/ledger/incremental/cuts';
import type { Reach } from '../../../../operators/ledger/run-ledger';
import { Seeded } from '../../../contract/random/seeded';

const CLOSE_MS = 10;

type Told = readonly [ts: number, reach: number, isLast: boolean];

function cutsOf(
  closes: readonly number[],
  fills: readonly number[],
  reaches: readonly Reach[],
): readonly Told[] {
  const told: Told[] = [];
  const rows = (times: readonly number[]): readonly { readonly ts: number }[] => times.map((ts) => ({ ts }));
  eachCut(rows(closes), rows(fills), CLOSE_MS, reaches, (...cut) => told.push(cut));
  return told;
}

/** By the book: a time is a cut where nothing that began by then reaches the next beginning. */
function right(
  closes: readonly number[],
  fills: readonly number[],
  reaches: readonly Reach[],
): readonly Told[] {
  const all = [
    ...closes.map((from) => ({ from, until: from + CLOSE_MS })),
    ...fills.map((from) => ({ from, until: from })),
    ...reaches,
  ];
  const times = [...new Set(all.map(({ from }) => from))].sort((a, b) => a - b);
  return times.flatMap((ts, n): readonly Told[] => {
    const reach = Math.max(...all.filter(({ from }) => from <= ts).map(({ until }) => until));
    const next = times[n + 1];
    return next === undefined || reach < next ? [[ts, reach, next === undefined]] : [];
  });
}

describe('eachCut', () => {
  it('parts rows where none before reaches one after', () => {
    expect(cutsOf([0, 30], [10, 50], [])).to.deep.equal([
      [10, 10, false],
      [30, 40, false],
      [50, 50, true],
    ]);
  });

  it('does not part what must be seen together', () => {
    expect(cutsOf([], [0, 10, 20], [{ from: 0, until: 10 }])).to.deep.equal([
      [10, 10, false],
      [20, 20, true],
    ]);
    expect(cutsOf([0, 100], [], [{ from: 0, until: Infinity }])).to.deep.equal([[100, Infinity, true]]);
  });

  it('tells nothing of no rows', () => {
    expect(cutsOf([], [], [])).to.deep.equal([]);
  });

  it('is that by the book', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const rng = new Seeded(seed);
      const times = (): readonly number[] =>
        Array.from({ length: rng.int(0, 8) }, () => rng.int(0, 60)).sort((a, b) => a - b);
      const [closes, fills] = [times(), times()];
      const reaches = [...closes, ...fills]
        .filter(() => rng.chance(0.3))
        .map((from) => ({ from, until: from + rng.int(0, 30) }));
      const shuffled = rng.shuffled(reaches);
      expect(cutsOf(closes, fills, shuffled), `seed ${seed}`).to.deep.equal(right(closes, fills, reaches));
    }
  });
});
