import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { intel } from '../cli/intel';
import { inTemporary } from '../contract/replayed';
import { sharedData } from '../contract/shared-data';
import { list, get, parse } from '../oracle/json';
import {
  closingFeesOf,
  legsOf,
  openingFeesOf,
  positionsOf,
  recomputedOf,
  recordedOf,
  rowsOf,
} from './executor-day';
import { numberAt, objectAt, valueAt } from './outcome';

/** A real day of the executor: what its README says is true of it. */

interface Day {
  readonly code: number | null;
  readonly said: string;
  readonly refused: string;
  readonly file: (name: string) => unknown;
}

/** What `intel replay` makes of the day with the bundled config. */
function replayed(logs: string, use: (day: Day) => void, more: readonly string[] = []): Promise<void> {
  return inTemporary(async (out) => {
    const args = ['replay', '--logs', logs, '--out', out, '--force', ...more];
    const { code, out: said, err } = await intel(args);
    const text = (name: string): string => readFileSync(join(out, name), 'utf8');
    use({
      code,
      said: `${said}${err}`,
      refused: text('quarantine.jsonl'),
      file: (name) => parse(text(`${name}.json`)),
    });
  });
}

function dayLogs(): string | undefined {
  const readme = sharedData('executor', 'README.md');
  return readme === undefined ? undefined : join(dirname(readme), 'logs');
}

function sumOf(expectancy: unknown, field: string): number {
  const groups = Object.values(objectAt(expectancy, 'symbols'));
  return groups.reduce<number>((sum, group) => sum + numberAt(group, field), 0);
}

describe('a day of the executor', () => {
  const logs = dayLogs();

  it('recomputed from its matched fills is what it recorded', function () {
    if (logs === undefined) return this.skip();
    const positions = positionsOf(legsOf(rowsOf(logs)));
    expect(positions).to.have.length(8);
    for (const legs of positions) expect(recomputedOf(legs)).to.be.closeTo(recordedOf(legs), 1e-9);
    expect(openingFeesOf(positions.flat())).to.be.closeTo(0.9876, 5e-5);
    expect(closingFeesOf(positions.flat())).to.be.closeTo(0.99, 5e-5);
  });

  it('replays with exit code 0 and nothing refused', async function () {
    if (logs === undefined) return this.skip();
    await replayed(logs, ({ code, refused }) => {
      expect(code).to.equal(0);
      expect(refused).to.equal('');
    });
  });

  it('is eight positions of nine closes, net of the fees of both sides', async function () {
    if (logs === undefined) return this.skip();
    const legs = legsOf(rowsOf(logs));
    await replayed(logs, ({ file }) => {
      const expectancy = file('expectancy_v6');
      expect(sumOf(expectancy, 'count')).to.equal(8);
      expect(sumOf(expectancy, 'legs')).to.equal(9);
      expect(sumOf(expectancy, 'fees_usd')).to.be.closeTo(openingFeesOf(legs) + closingFeesOf(legs), 1e-8);
      expect(sumOf(expectancy, 'fees_usd')).to.be.closeTo(1.9776, 5e-5);
      expect(sumOf(expectancy, 'net_pnl_usd')).to.be.closeTo(13.776, 5e-5);
      expect(sumOf(expectancy, 'gross_pnl_usd')).to.be.closeTo(recordedOf(legs), 1e-8);
      expect(sumOf(expectancy, 'estimated_fees')).to.equal(0);
    });
  });

  it('has no symbol whose cost is perfect', async function () {
    if (logs === undefined) return this.skip();
    await replayed(logs, ({ file }) => {
      const rows = list(get(file('symbol_scores_v6'), 'symbols'));
      expect(rows).to.not.have.length(0);
      for (const row of rows)
        expect(numberAt(row, 'components', 'cost'), JSON.stringify(valueAt(row, 'symbol'))).to.be.below(1);
    });
  });

  it('reads equity, drawdown and positions from the files as the executor writes them', async function () {
    if (logs === undefined) return this.skip();
    const check = ({ file }: Day): void => {
      const account = objectAt(file('risk_allocation_suggestions_v6'), 'global');
      expect(numberAt(account, 'current_equity_usd')).to.be.closeTo(3905.71, 0.005);
      expect(numberAt(account, 'current_drawdown_pct')).to.be.closeTo(0.198, 0.0005);
      const rows = list(get(file('risk_allocation_suggestions_v6'), 'symbols'));
      const held = rows.find((row) => get(row, 'symbol') === 'WIFUSDT');
      expect(numberAt(held, 'current_weight')).to.be.closeTo((1180.5 * 0.4302) / 3905.71019529, 1e-9);
    };
    // The files are five minutes younger than the last row.
    await replayed(logs, check, ['--as-of', '2025-11-05T16:13:49.969Z']);
  });

  it('is verified by check, which says how many positions', async function () {
    if (logs === undefined) return this.skip();
    const { code, out, err } = await intel(['check', '--logs', logs]);
    expect(`${out}${err}`).to.match(/\b8 .*verif|verif.*\b8\b/i);
    expect(out).to.match(/^Usable: 8 positions of 4 symbols on 2025-11-05, all verified by their fills/);
    expect(code).to.equal(0);
  });

  it('is covered as its README says: 9 closes, 95 attempts with a fill, no maker flags, no funding', async function () {
    if (logs === undefined) return this.skip();
    const { out } = await intel(['check', '--logs', logs, '--json']);
    const coverage = objectAt(parse(out), 'coverage');
    const all = [
      ...[
        ['positions', 'count'],
        ['positions', 'verified'],
        ['closes', 'count'],
        ['fills', 'count'],
      ],
      ...[
        ['router_rows', 'count'],
        ['router_rows', 'filled'],
        ['positions', 'risk_sources', 'fallback'],
      ],
      ...[
        ['positions', 'router_row_of', 'entry'],
        ['closes', 'fields', 'fee', 'have'],
      ],
      ...[
        ['closes', 'fields', 'fill_row', 'have'],
        ['closes', 'fields', 'funding', 'have'],
      ],
      ...[
        ['router_rows', 'fields', 'maker_start', 'have'],
        ['router_rows', 'fields', 'slippage', 'have'],
      ],
    ].map((path) => numberAt(coverage, ...path));
    expect(all).to.deep.equal([8, 8, 9, 86, 512, 95, 8, 8, 9, 9, 0, 0, 95]);
    expect(valueAt(parse(out), 'snapshots', 'nav', 'state')).to.equal('later');
  });
});
