import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { symbolLedger } from '../../../operators/ledger/symbol-ledger';
import { grouped } from '../../../operators/core/partition';
import type { Episode } from '../../../src/model/episode';
import { exactSum } from '../../../src/model/math/exact-sum';
import { sharedData } from '../../contract/shared-data';
import { decodeRows } from './rows';

function episodesOf(path: string): readonly Episode[] {
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
  const { closes, fills } = decodeRows(rows);
  const fillsOf = grouped(fills, ({ symbol }) => symbol);
  return [...grouped(closes, ({ symbol }) => symbol)].flatMap(
    ([symbol, own]) => symbolLedger(own, fillsOf.get(symbol) ?? []).episodes,
  );
}

const sumOf = (episodes: readonly Episode[], value: (episode: Episode) => number): number =>
  exactSum(episodes.map(value));

describe('the ledger, on a day of the executor', () => {
  const path = sharedData('executor', 'logs', 'execution', 'orders_executed.jsonl');
  if (path === undefined) {
    it('is skipped without INTEL_TEST_DATA');
    return;
  }
  const episodes = episodesOf(path);

  it('finds 8 positions in 9 closes', () => {
    expect(episodes).to.have.length(8);
    expect(episodes.map(({ legs }) => legs.length).sort()).to.deep.equal([1, 1, 1, 1, 1, 1, 1, 2]);
    expect(episodes.filter(({ open }) => open)).to.deep.equal([]);
  });

  it('adds the fees of the matched entries', () => {
    const closing = sumOf(episodes, (episode) => episode.closeFeesUsd);
    const opening = sumOf(episodes, (episode) => episode.openFeesUsd);
    expect(closing).to.be.closeTo(0.99, 5e-5);
    expect(opening).to.be.closeTo(0.9876, 5e-5);
    expect(sumOf(episodes, (episode) => episode.openFeesEstimatedUsd)).to.equal(0);
    const gross = sumOf(episodes, (episode) => episode.realizedUsd);
    expect(gross).to.be.closeTo(15.75365, 1e-9);
    expect(gross - closing - opening).to.be.closeTo(13.776, 5e-5);
    expect(episodes.flatMap(({ flags }) => flags)).to.deep.equal([]);
  });

  it('finds the recorded P&L in the prices of the matched fills', () => {
    for (const { id, recomputedUsd, realizedUsd } of episodes)
      expect(recomputedUsd, id).to.be.closeTo(realizedUsd, 1e-9);
  });
});
