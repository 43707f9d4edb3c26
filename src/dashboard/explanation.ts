import { explainSymbol } from '../../operators/explain/explain-symbol';
import type { CheckedState } from './problems/checked-state';
import type { Explanation } from './model/explanation-model';

/** What `intel explain` says of a symbol; undefined for one that the sound part of the allocation does not hold. */
export function explanationOf(
  { valid: { allocation, ...others } }: Pick<CheckedState, 'valid'>,
  symbol: string,
): Explanation | undefined {
  if (allocation === undefined) return undefined;
  const explained = explainSymbol(symbol, { ...others, allocation });
  if (explained === undefined) return undefined;
  const { as_of, window, sections } = explained;
  return { symbol, as_of, window, sections };
}

/** The explanation of every symbol that has one. */
export function explanationsOf(state: Pick<CheckedState, 'valid'>): readonly Explanation[] {
  const rows = state.valid.allocation?.symbols ?? [];
  return rows.flatMap(({ symbol }) => explanationOf(state, symbol) ?? []);
}
