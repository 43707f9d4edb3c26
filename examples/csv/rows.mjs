// A CSV file as JSON lines, every value a text: node rows.mjs trades.csv
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create()).connect();
const table = await connection.runAndReadAll('FROM read_csv($1, all_varchar = true)', [process.argv[2]]);
for (const row of table.getRowObjectsJson()) console.log(JSON.stringify(row));
