import { expect } from 'chai';
import { calibrationOf, isMiscalibrated } from '../../../../operators/evidence/live/calibration-of';
import type { ScoredClaim } from '../../../../operators/evidence/live/scored-claim';
import { randomOf } from '../../../../src/simulate/chance/random';

const claim = (p_dd: number, y_dd: 0 | 1, over: Partial<ScoredClaim> = {}): ScoredClaim => ({
  ...{ asOf: 1, until: 2, p_dd, p_mean: p_dd, y_dd, y_mean: y_dd },
  ...{ n: 20, mean: 0, deviation: 1, nextMean: 0, nextCount: 20 },
  ...over,
});
const claims = (p: number, hits: number, n: number): readonly ScoredClaim[] =>
  Array.from({ length: n }, (_, i) => claim(p, i < hits ? 1 : 0));
const isOff = (...all: readonly (readonly ScoredClaim[])[]): boolean =>
  calibrationOf(all.flat(), 'no_claims').miscalibrated;

describe('calibration of claims', () => {
  it('says of claims of one chance how often they came true', () => {
    const { p_dd } = calibrationOf(claims(0.61, 22, 40), 'no_claims');
    expect(p_dd?.bins.map(({ n, mean_p, share }) => [n, mean_p, share])).to.deep.equal([[40, 0.61, 0.55]]);
  });

  it('counts how often its intervals held what came: mean ± 2.093·√(1/20 + 1/20) and ± 2.093·√(1/20)', () => {
    const at = (nextMean: number): ScoredClaim => claim(0.5, 1, { nextMean });
    const { prediction_coverage, r_interval_coverage } = calibrationOf(
      [at(0.66), at(-0.67), at(0.47), at(0.46)],
      'no_claims',
    );
    expect([prediction_coverage, r_interval_coverage]).to.deep.equal([0.75, 0.25]);
  });

  it('is the same in any order, and dated by its first and last claim', () => {
    const random = randomOf(1, 'order');
    const all = Array.from({ length: 50 }, (_, i) =>
      claim(random(), random() < 0.5 ? 1 : 0, { asOf: 1000 + i, nextMean: random() }),
    );
    const made = calibrationOf(all, 'no_claims');
    expect(calibrationOf(all.toReversed(), 'no_claims')).to.deep.equal(made);
    expect([made.from_ts, made.to_ts]).to.deep.equal([1000, 1049]);
  });

  it('without claims has no numbers, and the reason', () => {
    expect(calibrationOf([], 'why')).to.include({
      claims: 0,
      p_dd: null,
      prediction_coverage: null,
      reason: 'why',
    });
  });
});

describe('the warning of miscalibrated claims', () => {
  it('needs 20 claims of about one chance', () => {
    expect(isOff(claims(0.95, 0, 19))).to.equal(false);
    expect(isOff(claims(0.95, 0, 20))).to.equal(true);
    expect(isOff(claims(0.95, 0, 19), claims(0.85, 10, 19))).to.equal(false);
  });

  it('is set where what was said lies outside the 99 % interval of what happened, either way', () => {
    // Wilson’s 99 % interval of 16 of 40 is .2289 to .5996, that of 24 of 40 .4004 to .7711.
    expect(isOff(claims(0.599, 16, 40))).to.equal(false);
    expect(isOff(claims(0.601, 16, 40))).to.equal(true);
    expect(isOff(claims(0.401, 24, 40))).to.equal(false);
    expect(isOff(claims(0.399, 24, 40))).to.equal(true);
  });

  it('is seldom set by claims that are right, and often by claims that are not', () => {
    const random = randomOf(2, 'false alarms');
    const share = (overstated: number): number => {
      const runs = Array.from({ length: 200 }, () =>
        calibrationOf(
          Array.from({ length: 100 }, () => {
            const p = 0.3 + 0.4 * random();
            return claim(p, random() < p - overstated ? 1 : 0);
          }),
          'no_claims',
        ),
      );
      return runs.filter(({ miscalibrated }) => miscalibrated).length / runs.length;
    };
    const [right, wrong] = [share(0), share(0.25)];
    console.log(`      warned of right claims ${right}, of ones .25 too high ${wrong}`);
    expect(right).to.be.at.most(0.08);
    expect(wrong).to.be.at.least(0.6);
  });

  it('reads the bins alone', () => {
    expect(isMiscalibrated({ bins: [] })).to.equal(false);
  });
});
