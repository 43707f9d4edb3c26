/** How many of the rows that should carry a field do. */
export interface FieldShare<Field extends string = string> {
  readonly field: Field;
  readonly have: number;
  readonly of: number;
}

/** Whether a row carries a field; undefined where it need not. */
export type FieldTest<Row, Field extends string> = readonly [
  field: Field,
  carries: (row: Row) => boolean | undefined,
];

/** The share of each field in these rows, in the order of the tests. */
export function fieldShares<Row, Field extends string>(
  rows: readonly Row[],
  tests: readonly FieldTest<Row, Field>[],
): readonly FieldShare<Field>[] {
  return tests.map(([field, carries]) => {
    let [have, of] = [0, 0];
    for (const row of rows) {
      const carried = carries(row);
      if (carried !== undefined) of++;
      if (carried === true) have++;
    }
    return { field, have, of };
  });
}
