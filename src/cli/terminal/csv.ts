import type { ExportColumn } from '../../io/tables/column';
import { csvCell } from '../../io/tables/csv-cell';

/** CSV with a line of names. */
export function csvText<Row>(
  columns: readonly Pick<ExportColumn<Row>, 'name' | 'of'>[],
  rows: readonly Row[],
): string {
  const lines = rows.map((row) => columns.map(({ of }) => csvCell(of(row))).join(','));
  return [columns.map(({ name }) => name).join(','), ...lines].join('\n');
}
