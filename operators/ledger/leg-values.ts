import type { PricedClose } from '../../src/model/trade';
import type { Leg } from './episode-draft';

/** What the legs of a position state of it. */
export interface Stated {
  readonly value: number;
  /** All legs state the same, so that it is of the position; else each states its part. */
  readonly isOfPosition: boolean;
}

/**
 * A positive number that every leg states: the same, or its part; undefined where a leg states none. A leg of dust need
 * not state what the others state.
 */
export function statedBy(
  legs: readonly Leg[],
  field: (close: PricedClose) => number | undefined,
): Stated | undefined {
  let first: number | undefined;
  let sum = 0;
  let isOfPosition = true;
  for (const { close, isDust } of legs) {
    if (isDust) continue;
    const value = field(close);
    if (value === undefined || !(value > 0) || value === Infinity) return undefined;
    first ??= value;
    sum += value;
    isOfPosition &&= value === first;
  }
  return first === undefined ? undefined : { value: isOfPosition ? first : sum, isOfPosition };
}
