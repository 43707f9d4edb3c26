/** What the legs of a position state of it. */
export interface Stated {
  readonly value: number;
  /** All legs state the same, so that it is of the position; else each states its part. */
  readonly isOfPosition: boolean;
}

/** A positive number that every leg states: the same, or its part; undefined where a leg states none. */
export function statedBy(values: readonly (number | undefined)[]): Stated | undefined {
  const [first] = values;
  if (first === undefined) return undefined;
  let sum = 0;
  let isOfPosition = true;
  for (const value of values) {
    if (value === undefined || !(value > 0) || value === Infinity) return undefined;
    sum += value;
    isOfPosition &&= value === first;
  }
  return { value: isOfPosition ? first : sum, isOfPosition };
}
