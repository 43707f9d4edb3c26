import { expect } from 'chai';
import fc from 'fast-check';
import { settingsFrom } from '../../../src/model/fund/settings';
import { scoreOf } from '../../../operators/score/score';
import { allocationOf } from '../allocate/allocation-made';
import { candidates, fund, mode } from '../allocate/arbitrary-funds';
import type { WeightTerms } from '../../../operators/allocate/weights/allocation-terms';
import { round9 } from '../../../src/model/math/fixed';
import { runsOf } from '../../campaign';
import { DEFAULTS } from '../made';
import { bounds, deskWith, evidence, policy, suggestionFor } from '../suggest/policy-made';
import {
  concurrencyOf,
  growthOf,
  micro,
  minWeightOf,
  nano,
  navCapOf,
  phiOf,
  reservedIn,
  tradeCapOf,
  weightOf,
} from '../recompute';
import { scoreInputs } from '../score/score-made';

const settings = fc.constantFrom(
  DEFAULTS,
  settingsFrom({ allocator: { up: 0.17, min_cap: 0.03, min_concurrent: 1, phi_min: 0.123457 } }),
);

const numRuns = runsOf('allocations');

const sizeOf = ({ weight, equity_usd: equity }: WeightTerms): number | null =>
  weight === null || equity === null || equity <= 0 ? null : round9(weight * equity);

describe('the explanation of an allocation gives its numbers exactly', () => {
  it('weights, and their sizes in USD', () => {
    fc.assert(
      fc.property(candidates, fund, settings, (all, of, made) => {
        for (const row of allocationOf(all, of, made).symbols) {
          const { phi, weight } = row.explanation;
          expect(micro(phi.phi)).to.equal(phiOf(phi));
          expect(micro(row.suggested_weight)).to.equal(weightOf(phi, weight));
          expect(weight.base).to.equal(Math.min(row.base_cap ?? NaN, row.ceiling ?? NaN));
          expect(micro(weight.min_weight ?? 0)).to.equal(minWeightOf(weight));
          expect(row.suggested_size_usd).to.equal(sizeOf(weight));
          expect(row.min_notional_usd).to.equal(weight.min_notional_usd);
          expect(weight).to.include({
            phi: phi.phi,
            mode: of.mode,
            binding: row.reason,
            weight: row.suggested_weight,
          });
        }
      }),
      { numRuns },
    );
  });

  it('what is set aside for minimum orders, and what the others share, follows from the rows', () => {
    fc.assert(
      fc.property(candidates, fund, (all, of) => {
        const rows = allocationOf(all, of).symbols.map((row) => row.explanation);
        const { of: reserved, size, total } = reservedIn(rows);
        for (const [i, { weight }] of rows.entries()) {
          expect(weight.reserved).to.equal(reserved[i]);
          expect(micro(weight.reserved_total)).to.equal(minWeightOf(weight) * BigInt(size));
          expect(micro(weight.total_raw)).to.equal(total);
          expect(weight.budget).to.equal(Math.min(weight.mode_budget, weight.max_gross ?? 1));
        }
      }),
      { numRuns },
    );
  });

  it('caps', () => {
    fc.assert(
      fc.property(candidates, fund, settings, (all, of, made) => {
        for (const { explanation, suggested_caps, caps } of allocationOf(all, of, made).symbols) {
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
      fc.property(candidates, fund, (all, of) => {
        for (const row of allocationOf(all, of).symbols) {
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
