import { expect } from 'chai';
import fc from 'fast-check';
import { settingsFrom } from '../../../src/model/fund/settings';
import { scoreOf } from '../../../operators/score/score';
import { allocationOf, candidates, mode } from '../allocate/allocation-made';
import { DEFAULTS } from '../made';
import { bounds, deskWith, evidence, policy, suggestionFor } from '../suggest/policy-made';
import { concurrencyOf, growthOf, micro, nano, navCapOf, phiOf, tradeCapOf, weightOf } from '../recompute';
import { scoreInputs } from '../score/score-made';

const settings = fc.constantFrom(
  DEFAULTS,
  settingsFrom({ allocator: { up: 0.17, min_cap: 0.03, min_concurrent: 1, phi_min: 0.123457 } }),
);

describe('the explanation of an allocation gives its numbers exactly', () => {
  it('weights', () => {
    fc.assert(
      fc.property(candidates, mode, settings, (all, riskMode, made) => {
        for (const { explanation, suggested_weight, base_cap, ceiling, reason } of allocationOf(
          all,
          riskMode,
          made,
        ).symbols) {
          const { phi, weight } = explanation;
          expect(micro(phi.phi)).to.equal(phiOf(phi));
          expect(micro(suggested_weight)).to.equal(weightOf(phi, weight));
          expect(weight.base).to.equal(Math.min(base_cap ?? NaN, ceiling ?? NaN));
          expect(weight).to.include({
            phi: phi.phi,
            mode: riskMode,
            binding: reason,
            weight: suggested_weight,
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('the total that the budget is shared by is that of the rows', () => {
    fc.assert(
      fc.property(candidates, mode, (all, riskMode) => {
        const rows = allocationOf(all, riskMode).symbols;
        const total = rows.reduce((sum, row) => sum + micro(row.explanation.weight.raw), 0n);
        for (const row of rows) expect(micro(row.explanation.weight.total_raw)).to.equal(total);
      }),
    );
  });

  it('caps', () => {
    fc.assert(
      fc.property(candidates, mode, settings, (all, riskMode, made) => {
        for (const { explanation, suggested_caps, caps } of allocationOf(all, riskMode, made).symbols) {
          const { phi, max_nav, max_trade_nav, max_concurrent } = explanation;
          if (max_nav === null || max_trade_nav === null || max_concurrent === null)
            throw new Error('all caps are set');
          expect(nano(suggested_caps.max_nav_pct ?? NaN)).to.equal(navCapOf(max_nav));
          expect(micro(max_nav.g)).to.equal(growthOf(phi, made.allocator.up));
          expect(max_nav.cap).to.equal(caps.current_max_nav_pct);
          expect(nano(suggested_caps.max_trade_nav_pct ?? NaN)).to.equal(tradeCapOf(max_trade_nav));
          expect(max_trade_nav).to.include({
            g: Math.min(1, max_nav.g),
            max_nav: suggested_caps.max_nav_pct,
          });
          expect(BigInt(suggested_caps.max_concurrent_positions ?? -1)).to.equal(
            concurrencyOf(max_concurrent),
          );
          expect(max_concurrent.phi).to.equal(phi.phi);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('every row says why, in words', () => {
    fc.assert(
      fc.property(candidates, mode, (all, riskMode) => {
        for (const row of allocationOf(all, riskMode).symbols) {
          expect(row.rationale).not.to.deep.equal([]);
          for (const line of row.rationale)
            expect(line)
              .to.match(/^[A-Z].*\.$/)
              .and.not.match(/undefined|NaN|null/);
        }
      }),
    );
  });
});

describe('the explanation of a score gives it exactly', () => {
  it('each contribution is ⌊ω·s⌋, and they add up', () => {
    fc.assert(
      fc.property(scoreInputs, (inputs) => {
        const { score, components, contributions } = scoreOf(inputs, DEFAULTS);
        const weights: Readonly<Record<string, number>> = DEFAULTS.score.weights;
        const parts: Readonly<Record<string, number>> = components;
        let sum = 0n;
        for (const [name, contribution] of Object.entries(contributions)) {
          const product = micro(weights[name] ?? NaN) * nano(parts[name] ?? NaN);
          expect(nano(contribution)).to.equal(product / 1_000_000n);
          sum += nano(contribution);
        }
        expect(nano(score)).to.equal(sum);
      }),
    );
  });
});

describe('the explanation of a policy suggestion gives its numbers exactly', () => {
  /** `current` moved by ⌊step·share⌋, within the bounds or no further out. */
  const moved = (
    terms: {
      readonly current: number;
      readonly step: number;
      readonly step_share: number;
      readonly low: number;
      readonly high: number;
    },
    up: boolean,
  ): bigint => {
    const from = nano(terms.current);
    const size = (nano(terms.step) * nano(terms.step_share)) / 1_000_000_000n;
    const to = up ? from + size : from - size;
    const low = nano(terms.low) < from ? nano(terms.low) : from;
    const high = nano(terms.high) > from ? nano(terms.high) : from;
    return to < low ? low : to > high ? high : to;
  };

  it('bias and offset', () => {
    fc.assert(
      fc.property(evidence, policy, bounds, mode, (groups, current, limits, riskMode) => {
        const { proposed_policy, explanation } = suggestionFor(groups, current, riskMode, deskWith(limits));
        const { bias, offset } = explanation;
        expect(nano(proposed_policy.taker_bias)).to.equal(moved(bias, (bias.advantage_bps ?? 0) < 0));
        expect(nano(proposed_policy.offset_bps)).to.equal(moved(offset, offset.gap > 0));
        if (bias.maker_cost_bps !== null && bias.taker_cost_bps !== null)
          expect(nano(bias.advantage_bps ?? NaN)).to.equal(
            nano(bias.taker_cost_bps) - nano(bias.maker_cost_bps),
          );
        if (bias.step_share > 0)
          expect(bias.step_share).to.be.closeTo(Math.min(1, Math.abs(bias.advantage_bps ?? NaN) / 5), 1e-9);
        if (offset.step_share > 0) {
          const room = offset.gap > 0 ? 1 - offset.target : offset.target;
          expect(offset.step_share).to.be.closeTo(Math.abs(offset.gap) / room, 1e-9);
        }
        expect(explanation.maker_first.proposed).to.equal(proposed_policy.maker_first);
      }),
      { numRuns: 250 },
    );
  });

  it('a hold takes no share of the step, and a share is taken only past the noise', () => {
    fc.assert(
      fc.property(evidence, policy, mode, (groups, current, riskMode) => {
        const { bias, offset } = suggestionFor(groups, current, riskMode).explanation;
        const held = !['step', 'bound'].includes(bias.binding);
        expect(bias.step_share === 0).to.equal(held);
        expect(!['step', 'bound'].includes(offset.binding)).to.equal(offset.step_share === 0);
        if (!held) {
          expect(Math.min(bias.maker_rows, bias.taker_rows)).to.be.at.least(20);
          expect(Math.abs(bias.advantage_bps ?? 0)).to.be.greaterThan(bias.threshold_bps ?? Infinity);
        }
      }),
    );
  });
});
