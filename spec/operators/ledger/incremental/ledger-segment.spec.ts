import { expect } from 'chai';
import { parted, segmentUntil } from '../../../../operators/ledger/incremental/ledger-segment';
import type { Close, Fill } from '../../../../src/model/event';
import { closeRow, fillRow } from '../rows';

/** A position a minute, opened and closed by an order each. */
function minutes(count: number): { readonly closes: Close[]; readonly fills: Fill[] } {
  const times = Array.from({ length: count }, (_, index) => index * 60_000);
  return {
    closes: times.map((ts) =>
      closeRow({ ts: ts + 20_000, orderId: `9${ts}`, sizeBefore: 1, sizeAfter: 0, closedQty: 1 }),
    ),
    fills: times.map((ts) => fillRow({ ts, orderId: `1${ts}` })),
  };
}

describe('parted', () => {
  it('cuts where nothing is open, into segments that hold all rows and positions', () => {
    const { closes, fills } = minutes(100);
    const segments = parted(segmentUntil(Infinity, closes, fills), Infinity);
    expect(segments.length).to.be.above(5);
    expect(segments.flatMap((segment) => segment.closes)).to.deep.equal(closes);
    expect(segments.flatMap((segment) => segment.fills)).to.deep.equal(fills);
    expect(segments.flatMap(({ episodes }) => episodes)).to.have.length(100);
    expect(segments.at(-1)?.until).to.equal(Infinity);
  });

  it('does not cut while a lot is open', () => {
    const { closes, fills } = minutes(100);
    const open = fillRow({ ts: 0, orderId: '5', positionSide: 'SHORT', side: 'SELL' });
    expect(parted(segmentUntil(Infinity, closes, [open, ...fills]), Infinity)).to.have.length(1);
  });

  it('does not cut an order', () => {
    const { closes, fills } = minutes(100);
    const again = fillRow({ ts: 3_000_000, orderId: '10', qty: 2 });
    const rows = [...fills, again].sort((a, b) => a.ts - b.ts);
    const segments = parted(segmentUntil(Infinity, closes, rows), Infinity);
    expect(segments[0]?.until).to.be.at.least(3_000_000);
  });
});
