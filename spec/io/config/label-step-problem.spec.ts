import { expect } from 'chai';
import { labelStepProblem } from '../../../src/io/config/label-step-problem';
import { biasOfLabel, labelOfBias } from '../../../src/model/route';
import { deskOf } from '../../operators/made';

const told = (maxBiasStep: number) => labelStepProblem({ ...deskOf().autotune, maxBiasStep });

describe('labelStepProblem', () => {
  it('tells of a step that does not lead out of a label; a step of 0 freezes on purpose', () => {
    expect(told(0)).to.equal(undefined);
    expect(told(0.05)).to.contain('balanced, prefer_maker or prefer_taker');
    expect(told(0.12)).to.contain('leave balanced:');
    expect(told(0.15)).to.equal(undefined);
  });

  it('names the distances that the labels have', () => {
    const steps = Array.from({ length: 40 }, (_, i) => (i + 1) / 100);
    for (const step of steps) {
      const leaves = ['prefer_maker', 'balanced', 'prefer_taker'].filter((label) =>
        [-step, step].some((move) => labelOfBias(Number((biasOfLabel(label) + move).toFixed(9))) !== label),
      );
      expect(told(step) === undefined, String(step)).to.equal(leaves.length === 3);
      expect(told(step)?.includes('prefer_taker') ?? false, String(step)).to.equal(leaves.length === 0);
    }
  });
});
