import { expect } from 'chai';
import fc from 'fast-check';
import { moveWithin } from '../../../operators/suggest/move-within';
import { stepToNextLabel } from '../../../operators/suggest/next-label';
import { labelOfBias } from '../../../src/model/route';

const terms = (current: number, direction: -1 | 1, step_share = 1) => ({
  ...{ current, proposed: current + direction * 0.05 * step_share, step_share, low: 0, high: 1 },
});

describe('stepToNextLabel', () => {
  it('is the distance to the next label, over the share of the step that is taken', () => {
    expect(stepToNextLabel(terms(0.5, 1))).to.equal(0.15);
    expect(stepToNextLabel(terms(0.5, -1))).to.equal(0.15);
    expect(stepToNextLabel(terms(0.5, -1, 0.5))).to.equal(0.3);
    expect(stepToNextLabel(terms(0.25, 1))).to.equal(0.100000001);
    expect(stepToNextLabel(terms(0.75, -1))).to.equal(0.100000001);
  });

  it('is null where nothing moves, where there is no other label, or beyond the bounds', () => {
    expect(stepToNextLabel({ ...terms(0.5, 1), proposed: 0.5 })).to.equal(null);
    expect(stepToNextLabel(terms(0.25, -1))).to.equal(null);
    expect(stepToNextLabel({ ...terms(0.5, 1), high: 0.6 })).to.equal(null);
  });

  it('changes the label, and a step of 1e-6 less does not', () => {
    const bias = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
    const share = fc.integer({ min: 10, max: 100 }).map((n) => n / 100);
    fc.assert(
      fc.property(bias, share, fc.constantFrom(-1 as const, 1 as const), (current, step_share, direction) => {
        const step = stepToNextLabel(terms(current, direction, step_share));
        if (step === null) return;
        const labelAt = (size: number): string =>
          labelOfBias(moveWithin(current, direction, size, step_share, 0, 1));
        expect(labelAt(step + 1e-8)).to.not.equal(labelOfBias(current));
        if (step > 1e-6) expect(labelAt(step - 1e-6)).to.equal(labelOfBias(current));
      }),
    );
  });
});
