import { expect } from 'chai';
import fc from 'fast-check';
import { EvidenceCount, RateCount } from '../../../operators/router/evidence-count';
import { RouterCount, routerStats } from '../../../operators/router/router-stats';
import { route } from '../made';

const flag = fc.constantFrom(undefined, true, false);
const number = fc.constantFrom(undefined, 0, 0.1, 7, -3);
const rows = fc
  .array(
    fc.record({
      ...{ makerStart: flag, makerFinal: flag, usedFallback: flag, cancelled: flag },
      ...{ slippageBps: number, ackMs: number, feesUsd: number, retries: number },
      notionalUsd: fc.constantFrom(undefined, 1000),
      status: fc.constantFrom(undefined, 'FILLED', 'EXPIRED'),
    }),
    { maxLength: 20 },
  )
  .map((all) => all.map((fields, i) => route(`r${i}`, fields)));

describe('the counts of router rows', () => {
  it('say of those that are left what these say alone, each as much as its own', () => {
    fc.assert(
      fc.property(rows, fc.nat({ max: 20 }), (all, gone) => {
        const counts = { rates: new RateCount(), evidence: new EvidenceCount(), stats: new RouterCount() };
        for (const count of Object.values(counts)) {
          for (const row of all) count.add(row);
          counts.stats.stats();
          for (const row of all.slice(0, gone)) count.remove(row);
        }
        const alone = routerStats(all.slice(gone));
        expect(counts.stats.stats()).to.deep.equal(alone);
        expect(alone).to.deep.include(counts.evidence.evidence());
        expect(alone).to.deep.include(counts.rates.rates());
      }),
    );
  });
});
