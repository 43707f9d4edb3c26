import { expect } from 'chai';
import { HeldEpisode } from '../../../operators/ledger/held-episode';
import { plainEpisode } from '../../../operators/ledger/plain-episode';
import type { Episode } from '../../../src/model/episode';
import { close, episodeOf } from '../made';

// Each number of its own.
const known = episodeOf(close('a'), {
  ts: 1,
  lastTs: 2,
  entryTs: 3,
  realizedUsd: -4,
  closeFeesUsd: 5,
  openFeesUsd: 6,
  openFeesEstimatedUsd: 7,
  fundingUsd: -8,
  quantity: 9,
  largestBefore: 10,
  entryUnknown: 0.5,
  entryNotionalUsd: 12,
  entryPrice: 13,
  exitPrice: 14,
  recomputedUsd: 0,
  recordedRiskUsd: 16,
  open: true,
  flags: ['truncated'],
  missingCosts: ['fees'],
  entryAttempts: [{ attemptId: 'in', intentId: undefined }],
  exitAttempts: [{ attemptId: 'out', intentId: 'i' }],
  strategy: 'trend',
  direction: 'short',
});

describe('HeldEpisode', () => {
  it('says what the episode says, field by field', () => {
    expect(plainEpisode(new HeldEpisode(known))).to.deep.equal(known);
  });

  it('says what is not known', () => {
    const unknown: Episode = {
      ...known,
      entryTs: undefined,
      entryNotionalUsd: undefined,
      entryPrice: undefined,
      exitPrice: undefined,
      recomputedUsd: undefined,
      recordedRiskUsd: undefined,
      strategy: undefined,
      direction: undefined,
    };
    expect(plainEpisode(new HeldEpisode(unknown))).to.deep.equal(unknown);
  });

  it('keeps its own numbers beside those of very many others', () => {
    const held = Array.from({ length: 3000 }, (_, n) => new HeldEpisode({ ...known, ts: n, exitPrice: -n }));
    expect(
      held.every(({ ts, exitPrice, quantity }, n) => ts === n && exitPrice === -n && quantity === 9),
    ).to.equal(true);
  });
});
