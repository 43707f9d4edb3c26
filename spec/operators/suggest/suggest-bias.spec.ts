import { expect } from 'chai';
import { costs, current, deskWith, proposed, suggestionFor, type Rows } from './policy-made';

describe('suggestPolicy, bias', () => {
  it('moves towards the cheaper side, a full step from 5 bps on', () => {
    expect(proposed(costs(1, 9)).taker_bias).to.equal(0.45);
    expect(proposed(costs(9, 1)).taker_bias).to.equal(0.55);
  });

  it('moves by its share of the step below 5 bps', () => {
    expect(proposed(costs(1, 3.5)).taker_bias).to.equal(0.475);
  });

  it('0 is a legal bias, and so is 1', () => {
    expect(proposed(costs(1, 9), { ...current, taker_bias: 0.03 }).taker_bias).to.equal(0);
    expect(proposed(costs(9, 1), { ...current, taker_bias: 0 }).taker_bias).to.equal(0.05);
    expect(proposed(costs(9, 1), { ...current, taker_bias: 0.98 }).taker_bias).to.equal(1);
  });

  it('holds below 20 rows on either side', () => {
    const [maker, taker] = costs(1, 9);
    if (maker === undefined || taker === undefined) throw new Error('two sides');
    expect(proposed([{ ...maker, n: 19 }, taker]).taker_bias).to.equal(0.5);
    expect(proposed([maker, { ...taker, n: 19 }]).taker_bias).to.equal(0.5);
    expect(
      proposed([
        { ...maker, n: 20 },
        { ...taker, n: 20 },
      ]).taker_bias,
    ).to.be.lessThan(0.5);
  });

  it('holds within the noise, and within half a basis point', () => {
    expect(proposed(costs(1, 1.5, { wobble: 1 })).taker_bias).to.equal(0.5);
    expect(proposed(costs(1, 1.6, { wobble: 1 })).taker_bias).to.be.lessThan(0.5);
  });

  it('the noise is that of both sides together', () => {
    // Costs alternate between c and c + 1: v = 60·0.25/59 on each side.
    const { bias } = suggestionFor(costs(1, 9), current).explanation;
    const error = Math.sqrt((2 * ((60 * 0.25) / 59)) / 60);
    expect(bias.standard_error_bps).to.be.closeTo(error, 1e-9);
    expect(bias.threshold_bps).to.equal(0.5);
    const [wide] = costs(1, 9, { wobble: 20 }).map((side) => [side]);
    const { threshold_bps, standard_error_bps } = suggestionFor(
      [...(wide ?? []), ...costs(1, 9).slice(1)],
      current,
    ).explanation.bias;
    expect(threshold_bps).to.be.closeTo(1.64 * (standard_error_bps ?? NaN), 1e-8);
  });

  it('a cost that no row tells is unknown, and so is the advantage', () => {
    const [, taker] = costs(1, 9);
    if (taker === undefined) throw new Error('two sides');
    const { bias, expected_cost_bps } = suggestionFor([taker], current).explanation;
    expect([bias.maker_cost_bps, bias.advantage_bps, bias.standard_error_bps]).to.deep.equal([
      null,
      null,
      null,
    ]);
    expect(bias.taker_cost_bps).to.equal(9.5);
    expect(expected_cost_bps).to.deep.equal({ current: null, proposed: null });
  });

  it('a value on its bound is within it', () => {
    const outside = (taker_bias: number, offset_bps: number) =>
      suggestionFor([], { ...current, taker_bias, offset_bps }).out_of_bounds;
    expect([outside(0, 0.5), outside(1, 8)]).to.deep.equal([[], []]);
    expect([outside(-0.1, 0.4), outside(1.1, 8.1)].flat().length).to.equal(4);
  });

  it('holds where makers are cheaper but more than half of them do not fill', () => {
    const [maker, taker] = costs(1, 9);
    if (maker === undefined || taker === undefined) throw new Error('two sides');
    const unfilled = (n: number): Rows => ({ ...maker, n, status: 'EXPIRED' });
    expect(proposed([maker, taker, unfilled(61)]).taker_bias).to.equal(0.5);
    expect(proposed([maker, taker, unfilled(60)]).taker_bias).to.equal(0.45);
  });

  it('a value outside the bounds stays until evidence moves it in', () => {
    const narrow = deskWith({ min_bias: 0.6, max_bias: 0.9 });
    expect(proposed(costs(1, 9), current, undefined, narrow).taker_bias).to.equal(0.5);
    expect(proposed(costs(9, 1), current, undefined, narrow).taker_bias).to.equal(0.55);
  });

  it('the label is that of the number, and the rationale says when it hides a move', () => {
    const suggestion = suggestionFor(costs(1, 9), { ...current, taker_bias: 0.4 });
    expect(suggestion.current_policy.bias_label).to.equal('balanced');
    expect(suggestion.proposed_policy.bias_label).to.equal('prefer_maker');
    const hidden = suggestionFor(costs(1, 9), current);
    expect(hidden.proposed_policy.bias_label).to.equal('balanced');
    expect(hidden.rationale.join(' ')).to.include('label stays balanced');
    expect(suggestion.rationale.join(' ')).not.to.include('label stays');
  });
});
