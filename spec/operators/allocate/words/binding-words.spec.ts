import { expect } from 'chai';
import { phiTerms } from '../../../../operators/allocate/weights/phi';
import { earnedWords } from '../../../../operators/allocate/words/binding-words';
import { orderWords } from '../../../../operators/allocate/words/order-words';
import type {
  PhiBinding,
  PhiTerms,
  WeightTerms,
} from '../../../../operators/allocate/weights/allocation-terms';
import { rowsOf, SURE } from '../allocation-made';
import { DEFAULTS } from '../../made';

const phi = phiTerms(undefined, null, undefined, DEFAULTS);
const weight = weightOf({ base: 0.1, raw: 0 });
const lineOf = (binding: PhiBinding, over: Partial<PhiTerms>): string =>
  earnedWords({ ...phi, binding }, weight).line({ ...phi, binding, ...over }, weight);
const remedyOf = (binding: PhiBinding, over: Partial<PhiTerms>): string =>
  earnedWords({ ...phi, binding }, weight).remedy({ ...phi, binding, ...over }, weight);

function weightOf(over: Partial<WeightTerms>): WeightTerms {
  const terms = rowsOf([SURE]).get('A')?.explanation.weight;
  if (terms === undefined) throw new Error('no row');
  return { ...terms, ...over };
}

describe('the words of a binding', () => {
  it('name the number that binds and its bound', () => {
    const edge = { edge: 0.12345, edge_min: 0.6 };
    expect(lineOf('edge_below_min', edge)).to.equal('No weight: edge 0.123 is below 0.6.');
    expect(remedyOf('edge_below_min', edge)).to.include('an edge of 0.6 (now 0.123)');
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
      restricted: 'risk_limits',
      status: 'pairs_universe',
      not_in_universe: 'pairs_universe',
      not_in_registry: 'strategy_registry',
    };
    for (const [binding, file] of Object.entries(files)) {
      expect(lineOf(binding as keyof typeof files, {})).to.match(/^No weight: /);
      expect(remedyOf(binding as keyof typeof files, {})).to.match(new RegExp(`${file}\\.json$`));
    }
    const remedyOfCap = (binding: 'no_cap' | 'cap_is_zero') => {
      const held = weightOf({ binding });
      return earnedWords(phi, held).remedy(phi, held);
    };
    expect(remedyOfCap('no_cap')).to.match(/^a limit for it in /);
    expect(remedyOfCap('cap_is_zero')).to.match(/^a cap above 0 in /);
  });

  it('of a score that earned its share say what 0.01 more of it is worth, and what else holds it back', () => {
    const earned = { score: 0.5, lo: 0.4, hi: 0.6, before_quality: 0.5, quality_factor: 0.5, known_r: 9 };
    expect(lineOf('score', earned)).to.equal('Score 0.5 earns 50 % of its cap (9 trades with a known R).');
    const remedy = remedyOf('score', earned);
    expect(remedy).to.match(/^each 0.01 of score is worth 0.0025 of NAV /);
    expect(remedy).to.include('a good router would lift it by 2.00 times');
    expect(remedyOf('score_above_hi', { ...earned, quality_factor: 1 })).to.match(/earned all of its cap$/);
  });

  it('name the minimum order, and what it does not fit in', () => {
    const order = {
      equity_usd: 10_000,
      min_notional_usd: 100,
      min_weight: 0.01,
      by_mode: 0.004,
      by_budget: 0.004,
    };
    const wordsOf = (over: Partial<WeightTerms>) => {
      const held = weightOf({ ...order, weight: 0, ...over });
      return orderWords(held)?.line(phi, held);
    };
    const least = 'the minimum order of 100 USD (1 % of equity)';
    expect(wordsOf({ binding: 'raised_to_min_notional', reserved: true, weight: 0.01 })).to.equal(
      `Weight 1 %: raised from 0.4 % to ${least}.`,
    );
    expect(wordsOf({ binding: 'cannot_probe', reserved: true, room: 0.008 })).to.equal(
      `Weight 0: ${least} is more than it may hold in normal mode (0.8 %).`,
    );
    expect(wordsOf({ binding: 'cannot_probe', trade_cap: 0.005 })).to.equal(
      `Weight 0: ${least} is more than one order may be (0.5 %).`,
    );
    expect(wordsOf({ binding: 'below_min_notional', rank: 50, rights: 45 })).to.equal(
      `Weight 0: ${least} is more than the 0.4 % it would get; the 45 that it may be raised for have shorter records.`,
    );
    expect(wordsOf({ binding: 'score' })).to.equal(undefined);
  });
});
