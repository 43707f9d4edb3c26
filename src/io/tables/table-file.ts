import { replaceAll } from '../files/atomic';
import { csvChunks } from './csv-chunks';
import type { ExportColumn } from './column';
import { parquetChunks } from './parquet-chunks';

export const TABLE_FORMATS = ['csv', 'parquet'] as const;

export type TableFormat = (typeof TABLE_FORMATS)[number];

/** The format that a file's name asks for; undefined for any other name. */
export function formatOf(path: string): TableFormat | undefined {
  return TABLE_FORMATS.find((format) => path.endsWith(`.${format}`));
}

export interface Table<Row> {
  readonly columns: readonly ExportColumn<Row>[];
  readonly rows: Iterable<Row> | AsyncIterable<Row>;
}

/** Writes a long table, whole or not at all, in place of the file that is there. Gives the number of rows. */
export async function writeTable<Row>(
  path: string,
  format: TableFormat,
  { columns, rows }: Table<Row>,
): Promise<number> {
  let count = 0;
  async function* counted(): AsyncGenerator<Row> {
    for await (const row of rows) {
      count++;
      yield row;
    }
  }
  const chunks = format === 'csv' ? csvChunks : parquetChunks;
  await replaceAll([{ path, content: chunks(columns, counted()) }]);
  return count;
}
