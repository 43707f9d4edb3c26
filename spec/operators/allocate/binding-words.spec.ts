import { expect } from 'chai';
import { phiTerms, weightTerms } from '../../../operators/allocate/weights';
import { BINDING_WORDS } from '../../../operators/allocate/binding-words';
import type { PhiBinding, PhiTerms } from '../../../operators/allocate/allocation-terms';
import { DEFAULTS } from '../made';

const phi = phiTerms(undefined, null, undefined, DEFAULTS);
const weight = weightTerms(0.1, phi, 0, 'normal', DEFAULTS);
const lineOf = (binding: PhiBinding, over: Partial<PhiTerms>): string =>
  BINDING_WORDS[binding].line({ ...phi, binding, ...over });
const remedyOf = (binding: PhiBinding, over: Partial<PhiTerms>): string =>
  BINDING_WORDS[binding].remedy({ ...phi, binding, ...over }, weight);

describe('the words of a binding', () => {
  it('name the number that binds and its bound', () => {
    const edge = { edge: 0.12345, edge_min: 0.6 };
    expect(lineOf('edge_below_min', edge)).to.equal('No weight: edge 0.123 is below 0.6.');
    expect(remedyOf('edge_below_min', edge)).to.include('an edge of 0.6 (now 0.12345)');
    expect(lineOf('score_below_lo', { score: 0.2, lo: 0.4 })).to.equal(
      'No weight: score 0.2 is not above 0.4.',
    );
    expect(remedyOf('score_below_lo', { score: 0.2, lo: 0.4 })).to.equal('a score above 0.4 (now 0.2)');
    const risk = { count: 30, known_r: 3, trusted_trades: 20 };
    expect(lineOf('no_risk_basis', risk)).to.equal('No weight: 30 trades, but only 3 with a known risk.');
    expect(remedyOf('no_risk_basis', risk)).to.equal('a known risk for 20 trades (now 3)');
  });

  it('say what a probe is given, and how many trades it lacks', () => {
    const probe = { score: 0.5, known_r: 5, trusted_trades: 20, linear: 0.4, before_quality: 0.25 };
    expect(lineOf('probe_floor', probe)).to.match(/^Probe: 5 trades .* of 20 needed; .* 25 % of its cap\.$/);
    expect(lineOf('probe_ramp', probe)).to.equal(
      'Probe: score 0.5 asks for 40 % of its cap, 5 trades with a known R of 20 needed allow 25 %.',
    );
    for (const binding of ['probe_floor', 'probe_ramp'] as const)
      expect(remedyOf(binding, probe)).to.equal('15 more trades with a known R');
  });

  it('of what is excluded name the file that excludes it', () => {
    const files = {
      disabled: 'pairs_universe',
      not_in_universe: 'pairs_universe',
      not_in_registry: 'strategy_registry',
    };
    for (const [binding, file] of Object.entries(files)) {
      const words = BINDING_WORDS[binding as keyof typeof files];
      expect(words.line(phi)).to.match(/^No weight: /);
      expect(words.remedy(phi, weight)).to.match(new RegExp(`${file}\\.json$`));
    }
    expect(BINDING_WORDS.no_cap.remedy(phi, weight)).to.match(/^a limit for it in /);
  });

  it('of a score that earned its share say what 0.01 more of it is worth, and what else holds it back', () => {
    const earned = { score: 0.5, lo: 0.4, hi: 0.6, before_quality: 0.5, quality_factor: 0.5, known_r: 9 };
    expect(lineOf('score', earned)).to.equal('Score 0.5 earns 50 % of its cap (9 trades with a known R).');
    const remedy = remedyOf('score', earned);
    expect(remedy).to.match(/^each 0.01 of score is worth 0.0025 of NAV /);
    expect(remedy).to.include('a good router would lift it by 2.00 times');
    expect(remedyOf('score_above_hi', { ...earned, quality_factor: 1 })).to.match(/earned all of its cap$/);
  });
});
