import { expect } from 'chai';
import { RecentRows } from '../../../pipelines/replay/recent-rows';
import type { Batch } from '../../../src/model/event';
import { fill } from '../../operators/made';
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

  it('gives the fills of the horizon apart from the closes, a line that stands twice once', () => {
    const recent = new RecentRows(100);
    const events = [
      ...[
        fill('old', { ts: 100 }),
        fill('in', { ts: 101 }),
        fill('in', { ts: 101 }),
        fill('at', { ts: 200 }),
      ],
      ...[fill('later', { ts: 201 }), closeRow({ ts: 150 })],
    ];
    recent.take({ source: 's', events, first: 100, latest: 201, ended: true, late: 0 });
    expect(recent.fillsAt(200).map(({ id }) => id)).to.deep.equal(['in', 'at']);
    expect(recent.closes).to.have.length(1);
  });
});
