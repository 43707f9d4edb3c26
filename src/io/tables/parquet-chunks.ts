import type { ByteWriter, ColumnSource, KeyValue, SchemaElement } from 'hyparquet-writer';
import type { Cell, ExportColumn, ColumnKind } from './column';

const ROWS_A_GROUP = 20_000;

/**
 * A long table as Parquet, compressed with Snappy: one group of rows after the other, so that a long history needs no
 * more memory than a short one. Every column may hold nulls. The file's metadata tells of each column its unit and what
 * it means, as JSON under `execution_intel.columns`.
 */
export async function* parquetChunks<Row>(
  columns: readonly ExportColumn<Row>[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<Uint8Array> {
  const { ByteWriter: Bytes, ParquetWriter } = await import('hyparquet-writer');
  const bytes = new Bytes();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: schemaOf(columns),
    kvMetadata: [meaningsOf(columns)],
    createdBy: 'execution-intel',
  });
  for await (const group of groupsOf(rows)) {
    const columnData = columns.map((column) => dataOf(column, group));
    await writer.write({ columnData, rowGroupSize: ROWS_A_GROUP });
    yield taken(bytes);
  }
  await writer.finish();
  yield taken(bytes);
}

async function* groupsOf<Row>(rows: AsyncIterable<Row>): AsyncGenerator<readonly Row[]> {
  let group: Row[] = [];
  for await (const row of rows) {
    if (group.push(row) < ROWS_A_GROUP) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** What has been written since the last time; the writer goes on counting from there. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = new Uint8Array(writer.buffer.slice(0, writer.index));
  writer.index = 0;
  return bytes;
}

const ELEMENTS: Readonly<Record<ColumnKind, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  number: { type: 'DOUBLE' },
  whole: { type: 'INT32' },
  flag: { type: 'BOOLEAN' },
  time: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  day: { type: 'INT32', converted_type: 'DATE' },
};

function schemaOf<Row>(columns: readonly ExportColumn<Row>[]): SchemaElement[] {
  const elements = columns.map(({ name, kind }): SchemaElement => ({
    name,
    ...ELEMENTS[kind],
    repetition_type: 'OPTIONAL',
  }));
  return [{ name: 'root', num_children: columns.length }, ...elements];
}

function meaningsOf<Row>(columns: readonly ExportColumn<Row>[]): KeyValue {
  const meanings = columns.map(({ name, unit, about }) => [name, { unit, about }] as const);
  return { key: 'execution_intel.columns', value: JSON.stringify(Object.fromEntries(meanings)) };
}

function dataOf<Row>({ name, kind, of }: ExportColumn<Row>, rows: readonly Row[]): ColumnSource {
  return { name, data: rows.map((row) => valueOf(of(row), kind)) };
}

function valueOf(cell: Cell, kind: ColumnKind): Cell | Date {
  return typeof cell === 'string' && (kind === 'time' || kind === 'day') ? new Date(cell) : cell;
}
