import { expect } from 'chai';
import { segmentUntil, type LedgerSegment } from '../../../../operators/ledger/incremental/ledger-segment';
import { keepSame } from '../../../../operators/ledger/incremental/same-episode';
import type { Episode } from '../../../../src/model/episode';
import type { Close } from '../../../../src/model/event';
import { close, episodeOf } from '../../made';

// Made anew at each call, as a second run over the same rows makes them.
const first = (over: Partial<Episode> = {}, leg: Partial<Close> = {}): Episode =>
  episodeOf(close('a', { ts: 1000, ...leg }), over);
const second = (over: Partial<Episode> = {}): Episode => episodeOf(close('b', { ts: 2000 }), over);

function segmentOf(until: number, ...episodes: readonly Episode[]): LedgerSegment {
  const segment = segmentUntil(until);
  segment.episodes = episodes;
  return segment;
}

function kept(old: readonly Episode[], ...made: readonly LedgerSegment[]) {
  const removed: Episode[] = [];
  const added: Episode[] = [];
  keepSame(old, made, removed, added);
  return { removed, added, episodes: made.flatMap(({ episodes }) => episodes) };
}

describe('keepSame', () => {
  it('keeps the object of a position that is as it was, and tells nothing of it', () => {
    const old = [first(), second()];
    const { removed, added, episodes } = kept(old, segmentOf(1500, first()), segmentOf(3000, second()));
    expect({ removed, added }).to.deep.equal({ removed: [], added: [] });
    expect(episodes.map((episode, index) => episode === old[index])).to.deep.equal([true, true]);
  });

  it('tells a position that changed as the old one removed and the new one added', () => {
    const changes: readonly Episode[] = [
      first({ openFeesUsd: 2 }),
      first({ recomputedUsd: 3 }),
      first({ open: true }),
      first({ flags: [] }),
      first({ entryAttempts: [{ attemptId: 'x', intentId: undefined }] }),
      first({ legs: [close('a', { ts: 1000 }), close('c', { ts: 1000 })] }),
      first({ legs: [] }),
      first({}, { line: 'another row' }),
      first({ legs: [close('a', { ts: 1000, closedQty: 2 })] }),
    ];
    for (const made of changes) {
      const before = first();
      const same = second();
      const { removed, added, episodes } = kept([before, same], segmentOf(3000, made, second()));
      expect(removed).to.have.length(1);
      expect(removed[0]).to.equal(before);
      expect(added).to.have.length(1);
      expect(added[0]).to.equal(made);
      expect(episodes[0]).to.equal(made);
      expect(episodes[1]).to.equal(same);
    }
  });

  it('tells what is new as added and what is gone as removed', () => {
    const [old, made] = [first(), second()];
    expect(kept([old], segmentOf(3000, made))).to.deep.include({ removed: [old], added: [made] });
    expect(kept([], segmentOf(3000, made))).to.deep.include({ removed: [], added: [made] });
    expect(kept([old])).to.deep.include({ removed: [old], added: [] });
  });

  it('tells apart the positions that one order closed at two times', () => {
    const old = [first(), first({ ts: 1001 })];
    const { removed, added, episodes } = kept(old, segmentOf(3000, first(), first({ ts: 1001 })));
    expect({ removed, added }).to.deep.equal({ removed: [], added: [] });
    expect(episodes.map((episode, index) => episode === old[index])).to.deep.equal([true, true]);
    const moved = first({ ts: 1002 });
    expect(kept(old, segmentOf(3000, first(), moved))).to.deep.include({ removed: [old[1]], added: [moved] });
  });

  it('leaves all else of a segment, and adds to what was told before', () => {
    const [told, gone] = [second(), first()];
    const removed = [told];
    const added = [told];
    const made = segmentOf(3000, second());
    keepSame([gone], [made], removed, added);
    expect(made).to.deep.equal(segmentOf(3000, second()));
    expect(removed).to.deep.equal([told, gone]);
    expect(added).to.have.length(2);
    expect(added[1]).to.equal(made.episodes[0]);
  });
});
