import { csvCell } from './csv-cell';
import type { ExportColumn } from './column';

const ROWS_A_CHUNK = 2000;

/** A long table as CSV: a line of names, then the rows, as they come. */
export async function* csvChunks<Row>(
  columns: readonly ExportColumn<Row>[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<Uint8Array> {
  let lines = [columns.map(({ name }) => name).join(',')];
  for await (const row of rows) {
    lines.push(columns.map(({ of }) => csvCell(of(row))).join(','));
    if (lines.length < ROWS_A_CHUNK) continue;
    yield bytesOf(lines);
    lines = [];
  }
  yield bytesOf(lines);
}

function bytesOf(lines: readonly string[]): Uint8Array {
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}
