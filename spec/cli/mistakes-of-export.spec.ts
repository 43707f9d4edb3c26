import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { onDesk, replayAt } from './desk';
import { intel } from './intel';

describe('a mistake in an export', () => {
  const MISTAKES: readonly (readonly [
    what: string,
    args: readonly string[],
    code: number,
    ...told: string[],
  ])[] = [
    ['another table', ['weights', '--out', 'DIR/x.csv'], 1, 'weights', 'trades, daily, groups, frames'],
    [
      'an option of another table',
      ['groups', '--logs', 'x', '--out', 'DIR/x.csv'],
      1,
      '--logs',
      '--state, --window, --by',
    ],
    ['another capital', ['daily', '--capital', '0', '--out', 'DIR/x.csv'], 1, '--capital', 'USD from 1'],
    [
      'missing logs',
      ['trades', '--logs', 'DIR/none', '--config', 'DIR/config', '--out', 'DIR/x.csv'],
      4,
      'DIR/none',
    ],
    ['another format', ['groups', '--out', 'DIR/x.xlsx'], 1, 'DIR/x.xlsx', '.csv or .parquet'],
    ['no file', ['groups'], 1, '--out'],
    ['no state file', ['groups', '--state', 'DIR/config', '--out', 'DIR/x.csv'], 1, 'intel replay'],
    ['no history', ['frames', '--state', 'DIR/config', '--out', 'DIR/x.csv'], 1, 'no frame', '--every 1h'],
    ['no state directory', ['groups', '--state', 'DIR/none', '--out', 'DIR/x.csv'], 4, 'DIR/none'],
    [
      'another window',
      ['groups', '--state', 'DIR/out', '--window', '9d', '--out', 'DIR/x.csv'],
      1,
      '9d',
      '14d, 24h',
    ],
    [
      'another grouping',
      ['groups', '--state', 'DIR/out', '--by', 'moons', '--out', 'DIR/x.csv'],
      1,
      'moons',
      'hours',
    ],
    [
      'a directory',
      ['groups', '--state', 'DIR/out', '--out', 'DIR/made.csv'],
      4,
      'DIR/made.csv',
      'a directory',
    ],
    ['below a file', ['groups', '--state', 'DIR/out', '--out', 'DIR/file/x.csv'], 4, 'DIR/file'],
  ];
  for (const [what, args, code, ...told] of MISTAKES) {
    it(`refuses ${what}`, () =>
      onDesk({ 'made.csv/keep': '', file: '' }, async (dir) => {
        await intel(replayAt(dir));
        const inDir = (text: string): string => text.replaceAll('DIR', dir);
        const run = await intel(['export', ...args.map(inDir)]);
        expect(run).to.include({ code, out: '' });
        for (const text of told) expect(run.err).to.contain(inDir(text));
        expect(existsSync(join(dir, 'x.csv'))).to.equal(false);
      }));
  }
});
