import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isObject } from '../../src/model/values/json';
import { intel } from '../cli/intel';
import { sharedData } from './shared-data';

/** What a desk asks of 400 real trades: one command each, against the rows themselves, of which each is one trade. */

interface Told {
  readonly reason: string;
  readonly side: string;
  readonly month: string;
  readonly size: number;
  readonly net: number;
}

function rowsOf(real: string): readonly Told[] {
  const lines = readFileSync(join(real, 'logs/execution/orders_executed.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const row: unknown = JSON.parse(line);
    const of = (name: string): unknown => (isObject(row) ? row[name] : undefined);
    return {
      reason: String(of('exit_reason')),
      side: Number(of('position_size_before')) > 0 ? 'long' : 'short',
      month: String(of('ts_close')).slice(0, 7),
      size: Number(of('entry_notional_usd')),
      net: Number(of('realizedPnlUsd')) - Number(of('fees_total')),
    };
  });
}

/** Trades and net of each group, the worst first. */
function answers(
  rows: readonly Told[],
  key: (row: Told) => string,
): readonly (readonly [string, number, string])[] {
  const groups = [...new Set(rows.map(key))].map((name) => {
    const own = rows.filter((row) => key(row) === name);
    return { name, count: own.length, net: own.reduce((sum, { net }) => sum + net, 0) };
  });
  return groups.sort((a, b) => a.net - b.net).map(({ name, count, net }) => [name, count, net.toFixed(6)]);
}

describe('intel groups, over the real trades', () => {
  const real = sharedData('real');
  const questions: readonly (readonly [string, string, (row: Told, all: readonly Told[]) => string])[] = [
    ['which exit reason loses most', 'exit_reason', ({ reason }) => reason],
    ['long or short', 'side', ({ side }) => side],
    ['which month', 'month', ({ month }) => month],
    [
      'which size',
      'size',
      ({ size }, all) => {
        const sizes = all.map((row) => row.size).sort((a, b) => a - b);
        return `q${1 + [99, 199, 299].filter((end) => size > (sizes[end] ?? NaN)).length}`;
      },
    ],
  ];
  for (const [question, grouping, key] of questions)
    it(`answers ${question}`, async function () {
      if (real === undefined) return this.skip();
      const rows = rowsOf(real);
      const places = ['--logs', join(real, 'logs'), '--config', join(real, 'config')];
      const { out, err, code } = await intel(['groups', grouping, ...places, '--window', '60d', '--json']);
      expect(code, err).to.equal(0);
      const told: readonly unknown[] = JSON.parse(out) as unknown[];
      const found = told.map((row) =>
        isObject(row) ? [row['key'], row['count'], Number(row['net_pnl_usd']).toFixed(6)] : row,
      );
      expect(found).to.deep.equal(answers(rows, (row) => key(row, rows)));
      return undefined;
    });
});
