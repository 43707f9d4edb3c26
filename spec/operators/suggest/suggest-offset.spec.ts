import { expect } from 'chai';
import { settingsFrom } from '../../../src/model/fund/settings';
import { deskOf } from '../made';
import { costs, current, deskWith, makers, proposed, suggestionFor, type Rows } from './policy-made';

describe('suggestPolicy, offset', () => {
  it('a low fill rate brings the quote closer, a high one away', () => {
    // p = (0 + 7)/70 = 0.1, g = −0.6: the step is 0.6/0.7. p = (60 + 7)/70, g = 0.257…: 0.257…/0.3.
    expect(proposed(makers(60, 0)).offset_bps).to.be.closeTo(2 - 0.6 / 0.7, 2e-9);
    expect(proposed(makers(60, 60)).offset_bps).to.be.closeTo(2 + (67 / 70 - 0.7) / 0.3, 2e-9);
  });

  it('holds below 20 rows, and near the target', () => {
    expect(proposed(makers(19, 0)).offset_bps).to.equal(2);
    expect(proposed(makers(20, 0)).offset_bps).to.be.lessThan(2);
    expect(proposed(makers(60, 42)).offset_bps).to.equal(2);
  });

  it('holds where the gap is exactly z errors wide', () => {
    // p = (43 + 7)/100 = 0.5, g = −0.2, the error is 0.05.
    const offsetAt = (z: number) =>
      suggestionFor(
        makers(90, 43),
        current,
        'normal',
        deskOf({ settings: settingsFrom({ autotune: { z } }) }),
      ).proposed_policy.offset_bps;
    expect([offsetAt(4), offsetAt(3.99)]).to.deep.equal([2, 1.714285714]);
  });

  it('holds in defensive mode', () => {
    expect(proposed(makers(60, 0), current, 'defensive').offset_bps).to.equal(2);
  });
});

describe('suggestPolicy, what binds', () => {
  const bindings = (groups: readonly Rows[], policy = current) => {
    const { bias, offset } = suggestionFor(groups, policy).explanation;
    return [bias.binding, offset.binding];
  };

  it('is the step, or the bound where it cuts the step short', () => {
    expect(bindings([...costs(1, 9), ...makers(60, 0)])[0]).to.equal('step');
    expect(bindings(costs(1, 9), { ...current, taker_bias: 0.04 })[0]).to.equal('bound');
    expect(bindings(costs(1, 9), { ...current, taker_bias: 0.05 })[0]).to.equal('step');
    expect(bindings(makers(60, 0))[1]).to.equal('step');
    expect(bindings(makers(60, 0), { ...current, offset_bps: 1 })[1]).to.equal('bound');
  });

  it('or what held it', () => {
    expect(bindings(makers(5, 0))).to.deep.equal(['too_few_rows', 'too_few_rows']);
    expect(bindings([...costs(1, 1), ...makers(60, 24)])).to.deep.equal([
      'no_clear_advantage',
      'fill_rate_near_target',
    ]);
    const frozen = suggestionFor(
      [...costs(1, 9), ...makers(60, 0)],
      current,
      'normal',
      deskWith({ max_bias_step: 0, max_offset_step_bps: 0 }),
    );
    expect([frozen.explanation.bias.binding, frozen.explanation.offset.binding]).to.deep.equal([
      'frozen',
      'frozen',
    ]);
  });
});
