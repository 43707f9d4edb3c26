import type { Settings } from '../../src/model/fund/settings';
import type { BiasTerms, MakerFirstTerms } from './policy-terms';
import { isCalm } from '../router/router-class';
import { numbersOf, type SymbolRouter } from '../router/symbol-router';

/**
 * Whether makers go first: off when the router is broken, back on when it is good, unless the costs of both sides
 * say the opposite, or the change is not `affordable`.
 */
export function makerFirstTerms(
  router: SymbolRouter,
  bias: BiasTerms,
  settings: Settings,
  affordable: (makerFirst: boolean) => boolean,
): MakerFirstTerms {
  const { current_policy, evidence, quality } = router;
  const current = current_policy.maker_first;
  const terms = { current, slippage_rows: evidence.slippage.rows };
  const hold = (binding: MakerFirstTerms['binding']): MakerFirstTerms => ({
    ...terms,
    proposed: current,
    binding,
  });
  if (evidence.slippage.rows < settings.router.min_samples) return hold('too_few_rows');
  const off = current && quality === 'broken';
  const on = !current && isGoodWithoutMakers(router, settings);
  if (!off && !on) return hold('quality_allows_no_change');
  const bothSides = Math.min(bias.maker_rows, bias.taker_rows) >= settings.autotune.min_side_rows;
  const advantage = bothSides ? (bias.advantage_bps ?? 0) : 0;
  if (off ? advantage > 0 : advantage < 0) return hold('cost_says_opposite');
  if (!affordable(!current)) return hold('defensive_cost');
  return { ...terms, proposed: !current, binding: off ? 'quality_broken' : 'quality_good' };
}

// Good; with too few maker rows to judge the maker side, that side counts as met.
function isGoodWithoutMakers(router: SymbolRouter, settings: Settings): boolean {
  if (router.quality === 'good') return true;
  const judged = router.evidence.makerStarts >= settings.router.min_samples;
  return !judged && router.quality === 'ok' && isCalm(numbersOf(router.metrics, false), settings);
}
