'use strict';

/* The work of one replay in DuckDB, as far as SQL says it. Args: the logs, threads, a directory for groups.json. */

const { mkdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { DuckDBInstance } = require('@duckdb/node-api');

const [logs, threads, out] = process.argv.slice(2);

// What losses leave behind, S = max(loss, 0.9·S before − R), step after step.
const PAINS = `
CREATE TEMP TABLE pains AS
SELECT id, (z.inherited * 0.1 / 0.9 + z.s) / known_r AS pain_r FROM (
  SELECT id, list_reduce(list({'r': r, 's': 0.0::DOUBLE, 'inherited': 0.0::DOUBLE} ORDER BY k), lambda a, x: {
    'r': x.r, 's': greatest(0, 0.9 * a.s - greatest(0, x.r)) + greatest(0, -x.r),
    'inherited': a.inherited + greatest(0, 0.9 * a.s - greatest(0, x.r))}, {'r': 0.0::DOUBLE, 's': 0.0::DOUBLE, 'inherited': 0.0::DOUBLE}) AS z
  FROM moments GROUP BY id) JOIN (SELECT id, known_r FROM sums) USING (id);`;

async function main() {
  mkdirSync(out, { recursive: true });
  const { strategies } = JSON.parse(readFileSync(join(logs, 'config', 'strategy_config.json'), 'utf8'));
  const stops = strategies
    .map(({ id, params }) => `('${id}', ${params.risk.fixed_sl_pct}::DOUBLE)`)
    .join(', ');
  const instance = await DuckDBInstance.create(':memory:', { threads });
  const connection = await instance.connect();
  // In DuckDB's favour: no statement asks for the order of the rows.
  await connection.run('SET preserve_insertion_order = false');
  for (const part of ['positions.sql', 'groups.sql']) {
    const text = readFileSync(join(__dirname, part), 'utf8')
      .replaceAll('{{logs}}', () => logs)
      .replaceAll('{{out}}', () => out)
      .replaceAll('{{stops}}', () => stops)
      .replaceAll('{{pains}}', () => PAINS);
    for (const statement of text.split(/^;;$/m)) await connection.run(statement);
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
