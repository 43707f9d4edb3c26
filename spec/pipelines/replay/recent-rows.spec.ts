import { expect } from 'chai';
import { RecentRows } from '../../../pipelines/replay/recent-rows';
import type { Batch } from '../../../src/model/event';
import { closeRow } from '../../operators/ledger/rows';

function batchOf(from: number, to: number): Batch {
  const events = Array.from({ length: to - from }, (_, n) => closeRow({ ts: from + n }));
  return { source: 's', events, first: from, latest: to - 1, ended: false, late: 0 };
}

describe('RecentRows', () => {
  it('holds all closes inside the horizon, and few before it however long the history is', () => {
    const recent = new RecentRows(5000);
    for (let from = 0; from < 100_000; from += 500) {
      recent.take(batchOf(from, from + 500));
      const latest = from + 499;
      const inside = recent.all.filter(({ ts }) => ts > latest - 5000);
      expect(inside).to.have.length(Math.min(5000, latest + 1));
      expect(recent.all.length).to.be.below(3 * 5000);
    }
  });
});
