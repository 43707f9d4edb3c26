import { expect } from 'chai';
import { groupView } from '../../../../operators/expectancy/group-view';
import { settingsFrom } from '../../../../src/model/fund/settings';
import { tradeOf } from '../../made';

function isMature(known: number, unknown: number, trusted?: number): boolean {
  const settings = settingsFrom(trusted === undefined ? {} : { allocator: { trusted_trades: trusted } });
  const trades = Array.from({ length: known + unknown }, (_, i) => {
    const riskUsd = i < known ? 10 : undefined;
    return tradeOf(undefined, i + 1, { realizedUsd: 1, riskUsd, notionalUsd: undefined }, settings);
  });
  return groupView(trades, settings).is_mature;
}

describe('is_mature', () => {
  it('from as many positions of known risk as the allocator trusts', () => {
    expect([0, 1, 19, 20, 21].map((known) => isMature(known, 0))).to.deep.equal([
      ...[false, false, false],
      ...[true, true],
    ]);
    expect([isMature(4, 0, 5), isMature(5, 0, 5)]).to.deep.equal([false, true]);
  });

  it('positions whose risk nobody knows do not count', () => {
    expect([isMature(19, 50), isMature(20, 50)]).to.deep.equal([false, true]);
  });
});
