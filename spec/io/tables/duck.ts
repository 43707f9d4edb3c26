import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';

export type DuckRow = Readonly<Record<string, DuckDBValue>>;

/** The rows that DuckDB gives for a query; whole numbers as numbers. */
export async function queried(sql: string): Promise<readonly DuckRow[]> {
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    try {
      const read = await connection.runAndReadAll(sql);
      return read.getRowObjects().map(withNumbers);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

function withNumbers(row: DuckRow): DuckRow {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'bigint' ? Number(value) : value,
  ]);
  return Object.fromEntries(entries) as DuckRow;
}
