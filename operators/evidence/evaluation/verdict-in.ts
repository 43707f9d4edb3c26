import { reasonWords } from '../../../src/model/fund/reason-words';
import type { AdvisedTrade } from '../walk/advised-trade';
import { evidenceSentence, type ValueUnit } from '../value/sentence';
import type { Untradable } from '../value/untradable';
import { verdictOf, type Verdict } from '../value/verdict';
import { caveatsOn, type Judged } from './caveats-on';
import type { PolicyReport } from './policy-report';

/** The verdict on the weights in one unit, with its sentence. */
export function verdictIn(
  unit: ValueUnit,
  weights: PolicyReport | undefined,
  judged: Judged,
  untradable: Untradable,
): Verdict & { readonly sentence: string } {
  if (weights === undefined) throw new Error('the weights are not among the policies');
  const { trades } = judged;
  const block = weights[unit];
  const unknownEntries = shareOfUnknown(trades);
  const verdict = verdictOf(block, unknownEntries);
  return {
    ...verdict,
    sentence: evidenceSentence({
      ...{ unit, block, verdict, unknownEntries, untradable },
      caveats: caveatsOn(unit, verdict, judged),
      mode: modeThroughout(trades),
    }),
  };
}

function shareOfUnknown(trades: readonly AdvisedTrade[]): number {
  const unknown = trades.filter(({ source }) => source === 'close').length;
  return trades.length === 0 ? 0 : unknown / trades.length;
}

// The mode of all instants, where there is one, with the reasons that all of them have.
function modeThroughout(
  trades: readonly AdvisedTrade[],
): { readonly name: string; readonly why?: string } | undefined {
  const [first] = trades;
  if (first === undefined || trades.some(({ mode }) => mode !== first.mode)) return undefined;
  const shared = first.modeReasons.filter((why) =>
    trades.every(({ modeReasons }) => modeReasons.includes(why)),
  );
  // What is unknown of the equity is unknown of the drawdown.
  const named = shared.includes('equity_unknown') ? ['equity_unknown'] : shared;
  return named.length === 0
    ? { name: first.mode }
    : { name: first.mode, why: named.map(reasonWords).join(', ') };
}
