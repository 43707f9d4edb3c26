import { explainAllocation } from './explain-allocation';
import { explainExpectancy } from './explain-expectancy';
import { explainPolicy } from './explain-policy';
import { explainScore } from './explain-score';
import type { AllocationRow } from '../allocate/allocation-file';
import type { GroupView } from '../expectancy/group-view';
import type { StateFiles } from '../files/state-files';
import type { PolicySuggestion } from '../suggest/suggestions-file';
import type { SymbolScore } from '../score/scores-file';
import type { Section } from './section';

/** All there is to say of a symbol: the terms as published, and the same as statements for a person. */
export interface SymbolExplanation {
  readonly symbol: string;
  readonly as_of: string;
  readonly window: string;
  readonly sections: readonly Section[];
  readonly allocation: AllocationRow;
  readonly score: SymbolScore | null;
  readonly policy: PolicySuggestion | null;
  readonly expectancy: GroupView | null;
}

/** Explains a symbol of the allocation file; undefined when it is not in it. The other files may be missing. */
export function explainSymbol(
  symbol: string,
  files: Pick<StateFiles, 'allocation'> & { readonly [K in keyof StateFiles]?: StateFiles[K] | undefined },
): SymbolExplanation | undefined {
  const { allocation } = files;
  const row = allocation.symbols.find((candidate) => candidate.symbol === symbol);
  if (row === undefined) return undefined;
  const score = files.scores?.symbols.find((candidate) => candidate.symbol === symbol);
  const policy = files.suggestions?.symbols.find((candidate) => candidate.symbol === symbol);
  const groups = files.expectancy?.symbols ?? {};
  const group = Object.hasOwn(groups, symbol) ? groups[symbol] : undefined;
  return {
    symbol,
    as_of: allocation.as_of,
    window: allocation.window,
    sections: [
      ...explainAllocation(row, allocation),
      ...(score === undefined || files.scores === undefined ? [] : [explainScore(score, files.scores)]),
      ...(group === undefined ? [] : [explainExpectancy(group)]),
      ...(policy === undefined ? [] : [explainPolicy(policy)]),
    ],
    allocation: row,
    score: score ?? null,
    policy: policy ?? null,
    expectancy: group ?? null,
  };
}
