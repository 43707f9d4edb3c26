import { expect } from 'chai';
import fc from 'fast-check';
import type { PolicySuggestion } from '../../../operators/suggest/suggestions-file';
import type { Policy } from '../../../operators/router/current-policy';
import { bounds, deskWith, evidence, policy, suggestionFor, type Current } from './policy-made';
import { mode } from '../allocate/arbitrary-funds';

const nano = (value: number): bigint => BigInt(value.toFixed(9).replace('.', ''));
const size = (value: bigint): bigint => (value < 0n ? -value : value);

/** What a policy costs, from the published costs of both sides. */
function cost(
  { maker_first, taker_bias }: Policy,
  { explanation: { bias } }: PolicySuggestion,
): number | null {
  const { maker_cost_bps: maker, taker_cost_bps: taker } = bias;
  if (!maker_first) return taker;
  return maker === null || taker === null ? null : (1 - taker_bias) * maker + taker_bias * taker;
}

describe('suggestPolicy: the laws', () => {
  it('|Δ| ≤ step, exactly', () => {
    fc.assert(
      fc.property(evidence, policy, bounds, mode, (groups, current, limits, riskMode) => {
        const { proposed_policy: proposed } = suggestionFor(groups, current, riskMode, deskWith(limits));
        const bias = size(nano(proposed.taker_bias) - nano(current.taker_bias));
        const offset = size(nano(proposed.offset_bps) - nano(current.offset_bps));
        expect(bias <= nano(limits.max_bias_step)).to.equal(true);
        expect(offset <= nano(limits.max_offset_step_bps)).to.equal(true);
      }),
      { numRuns: 250 },
    );
  });

  it('no move leaves the bounds, nor goes further out', () => {
    fc.assert(
      fc.property(evidence, policy, bounds, mode, (groups, current, limits, riskMode) => {
        const { proposed_policy: proposed } = suggestionFor(groups, current, riskMode, deskWith(limits));
        const within = (value: number, was: number, low: number, high: number): void => {
          expect(value).to.be.within(Math.min(low, was), Math.max(high, was));
        };
        within(proposed.taker_bias, current.taker_bias, limits.min_bias, limits.max_bias);
        within(proposed.offset_bps, current.offset_bps, limits.min_offset_bps, limits.max_offset_bps);
      }),
      { numRuns: 250 },
    );
  });

  it('a current value outside the bounds is flagged, one inside is not', () => {
    fc.assert(
      fc.property(evidence, policy, bounds, (groups, current, limits) => {
        const { out_of_bounds } = suggestionFor(groups, current, 'normal', deskWith(limits));
        const bias = current.taker_bias < limits.min_bias || current.taker_bias > limits.max_bias;
        const offset =
          current.offset_bps < limits.min_offset_bps || current.offset_bps > limits.max_offset_bps;
        expect(out_of_bounds).to.deep.equal([
          ...(bias ? ['taker_bias'] : []),
          ...(offset ? ['offset_bps'] : []),
        ]);
      }),
    );
  });

  it('no evidence: identity', () => {
    fc.assert(
      fc.property(policy, bounds, mode, (current, limits, riskMode) => {
        const { current_policy, proposed_policy } = suggestionFor([], current, riskMode, deskWith(limits));
        expect(proposed_policy).to.deep.equal(current_policy);
        expect(current_policy).to.deep.include(current);
      }),
    );
  });

  it('a step of 0 freezes', () => {
    fc.assert(
      fc.property(evidence, policy, (groups, current) => {
        const frozen = deskWith({ max_bias_step: 0, max_offset_step_bps: 0 });
        const { proposed_policy } = suggestionFor(groups, current, 'normal', frozen);
        expect(proposed_policy.taker_bias).to.equal(current.taker_bias);
        expect(proposed_policy.offset_bps).to.equal(current.offset_bps);
      }),
    );
  });

  it('the same evidence on an unchanged policy gives the same suggestion', () => {
    fc.assert(
      fc.property(evidence, policy, mode, (groups, current, riskMode) => {
        const first = suggestionFor(groups, current, riskMode);
        expect(suggestionFor(groups, current, riskMode)).to.deep.equal(first);
      }),
    );
  });

  it('defensive: no suggestion raises the expected cost', () => {
    fc.assert(
      fc.property(evidence, policy, bounds, (groups, current, limits) => {
        const suggestion = suggestionFor(groups, current, 'defensive', deskWith(limits));
        const before = cost(suggestion.current_policy, suggestion);
        const after = cost(suggestion.proposed_policy, suggestion);
        if (before !== null && after !== null) expect(after).to.be.at.most(before + 1e-9);
        else expect(suggestion.proposed_policy.maker_first).to.equal(current.maker_first);
      }),
      { numRuns: 500 },
    );
  });

  it('the bias never moves to the dearer side', () => {
    fc.assert(
      fc.property(evidence, policy, mode, (groups, current: Current, riskMode) => {
        const { proposed_policy, explanation } = suggestionFor(groups, current, riskMode);
        const moved = proposed_policy.taker_bias - current.taker_bias;
        expect(Math.sign(moved) * (explanation.bias.advantage_bps ?? 0)).to.be.at.most(0);
      }),
    );
  });
});
