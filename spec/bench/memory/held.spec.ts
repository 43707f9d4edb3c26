import { expect } from 'chai';
import { runsOf } from '../../campaign';
import { bytesAnEvent, heldAfter, inSimulated, totalOf } from './held';

// Some tenth above what is measured: PERFORMANCE.md.
const MOST_BYTES = 550;

describe('memory of an event in the horizon', function () {
  this.timeout(120_000);

  if (runsOf('memory') > 0)
    it('is bounded while it is there, and let go when it leaves', () =>
      inSimulated({ symbols: 12, days: 66, tradesPerDay: 8 }, async (logs) => {
        const [some, most] = await heldAfter(logs, 60, [20, 60]);
        if (some === undefined || most === undefined) throw new Error('a tick is missing');
        expect(most.events).to.be.above(2.5 * some.events);
        expect(bytesAnEvent(some, most), 'bytes an event').to.be.within(100, MOST_BYTES);
        const [full, later] = await heldAfter(logs, 20, [20, 60]);
        if (full === undefined || later === undefined) throw new Error('a tick is missing');
        // As many events, two horizons later.
        expect(later.events / full.events).to.be.within(0.9, 1.1);
        expect((totalOf(later) - totalOf(full)) / full.events, 'bytes left by an event').to.be.below(250);
      }));
});
