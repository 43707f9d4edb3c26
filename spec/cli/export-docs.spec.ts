import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { DAY_COLUMNS } from '../../pipelines/export/day-table';
import { GROUP_COLUMNS } from '../../pipelines/export/group-columns';
import { TRADE_COLUMNS } from '../../pipelines/export/trade-columns';
import type { ExportColumn } from '../../src/io/tables/column';
import { queried } from '../io/tables/duck';
import { inTempDir } from '../io/temp-dir';
import { python } from '../live/executor/python';
import { builtCli, ROOT } from './built';
import { intel } from './intel';

const PAGE = readFileSync(join(ROOT, 'docs/export.md'), 'utf8');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The first block of code in a language. */
function blockOf(page: string, language: string): string {
  return new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';
}

/** The table below a heading: a list of cells a row, without the head. */
function tableBelow(heading: string): readonly (readonly string[])[] {
  const [, below = ''] = PAGE.split(`\n## ${heading}\n`);
  const [section = ''] = below.split('\n## ');
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

function rowsOf<Row>(columns: readonly ExportColumn<Row>[]): readonly (readonly string[])[] {
  return columns.map(({ name, kind, unit, about }) => [`\`${name}\``, kind, unit, about]);
}

const SAMPLE = ['--logs', join(ROOT, 'logs/sample'), '--config', join(ROOT, 'config')] as const;

describe('docs/export.md', () => {
  for (const [heading, rows] of [
    ['Columns of trades', rowsOf(TRADE_COLUMNS)],
    ['Columns of daily', rowsOf(DAY_COLUMNS)],
    ['Columns of groups and frames', rowsOf(GROUP_COLUMNS)],
  ] as const) {
    it(`tells every column: ${heading}`, () => {
      const wanted = rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
      expect(tableBelow(heading), `write:\n${wanted}`).to.deep.equal(rows);
    });
  }

  it('has a question for DuckDB that the sample answers', () =>
    inTempDir({}, async (dir) => {
      await intel(['replay', ...SAMPLE, '--out', join(dir, 'state')]);
      await intel(['export', 'groups', '--state', join(dir, 'state'), '--out', join(dir, 'groups.parquet')]);
      const sql = blockOf(PAGE, 'sql').replace('groups.parquet', join(dir, 'groups.parquet'));
      const rows = await queried(sql);
      const { windows } = JSON.parse(readFileSync(join(dir, 'state/expectancy_v6.json'), 'utf8')) as {
        readonly windows: { readonly '14d': { readonly exit_reasons: Readonly<Record<string, object>> } };
      };
      const reasons = Object.keys(windows['14d'].exit_reasons);
      expect(rows.map(({ key }) => key)).to.have.members(reasons);
    }));

  if (python() === undefined) {
    it('needs python3 for the others');
    return;
  }

  it('has a script for Python without pandas', () =>
    inTempDir({}, async (dir) => {
      await intel(['export', 'trades', ...SAMPLE, '--out', join(dir, 'trades.csv')]);
      const { stdout, stderr } = pythonIn(dir, blockOf(PAGE, 'python'));
      const { out } = await intel(['trades', ...SAMPLE, '--json']);
      const trades = JSON.parse(out) as readonly { readonly exit_reason: string; readonly net_usd: number }[];
      const net = trades.reduce((sum, { net_usd }) => sum + net_usd, 0);
      const printed = stdout
        .trimEnd()
        .split('\n')
        .map((line) => Number(line.slice(20)));
      expect(stderr).to.equal('');
      expect(printed).to.have.length(new Set(trades.map(({ exit_reason }) => exit_reason)).size);
      expect(printed.reduce((sum, usd) => sum + usd, 0)).to.be.closeTo(net, 0.01 * printed.length);
    }));

  it('the recipe for a notebook in the README runs as it stands, in five lines', () =>
    inTempDir({}, async (dir) => {
      const recipe = blockOf(README, 'python');
      expect(recipe.trimEnd().split('\n')).to.have.length(5);
      const { stdout, stderr } = pythonIn(
        dir,
        recipe
          .replace('"npx", "intel"', `"${process.execPath}", "${builtCli()}"`)
          .replace('/path/logs', join(ROOT, 'logs/sample'))
          .replace('/path/config', join(ROOT, 'config')),
      );
      const { out } = await intel(['trades', ...SAMPLE, '--window', 'all', '--json']);
      const trades = JSON.parse(out) as readonly { readonly net_usd: number }[];
      const net = trades.reduce((sum, { net_usd }) => sum + net_usd, 0);
      expect(stderr).to.match(/^(\d+ rows\n)?$/);
      expect(stdout).to.contain(`${trades.length} trades, net ${net.toFixed(2)} USD`);
    }));
});

function pythonIn(dir: string, script: string): { readonly stdout: string; readonly stderr: string } {
  return spawnSync(python() ?? 'python3', ['-c', script], { cwd: dir, encoding: 'utf8' });
}
