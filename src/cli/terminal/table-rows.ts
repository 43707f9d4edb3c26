import { UsageError } from '../../io/files/failures';
import { wholeOption } from './options';

/** Which rows of a table are shown, and in what order, as the user asks for it. */
export interface TableFlags {
  readonly sort?: string;
  readonly top?: string;
}

/** What rows can be sorted by: the name, and what is compared. A number sorts the largest first, none last. */
export type SortKeys<Row> = Readonly<Record<string, (row: Row) => string | number | null | undefined>>;

/** The rows of a table that are shown, and how many are left out. */
export type RowPick<Row> = (rows: readonly Row[]) => {
  readonly shown: readonly Row[];
  readonly left: number;
};

/** Picks the rows that are asked for; without a flag all, as they come. Throws a UsageError. */
export function rowPick<Row>({ sort, top }: TableFlags, keys: SortKeys<Row>): RowPick<Row> {
  const most = top === undefined ? Infinity : wholeOption('--top', top, 1);
  const key = sort === undefined ? undefined : keyOf(sort, keys);
  return (rows) => {
    const shown = (key === undefined ? rows : sortedBy(rows, key)).slice(0, most);
    return { shown, left: rows.length - shown.length };
  };
}

function keyOf<Row>(name: string, keys: SortKeys<Row>): SortKeys<Row>[string] {
  const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (key === undefined)
    throw new UsageError(`--sort was "${name}"; allowed: ${Object.keys(keys).join(', ')}`);
  return key;
}

// Equal rows stay as they come.
function sortedBy<Row>(rows: readonly Row[], key: SortKeys<Row>[string]): readonly Row[] {
  return rows.toSorted((a, b) => {
    const [one, other] = [key(a), key(b)];
    if (typeof one === 'number' && typeof other === 'number') return other - one;
    if (typeof one === 'string' && typeof other === 'string') return one < other ? -1 : Number(one > other);
    return Number(one === null || one === undefined) - Number(other === null || other === undefined);
  });
}
