import { CONFIG, LOGS, tellsOf, type Mistake } from './mistaken';

interface NoPart extends Pick<Mistake, 'what' | 'told'> {
  readonly options: readonly string[];
}

const NO_PARTS: readonly NoPart[] = [
  {
    what: '--since after --until',
    options: ['--since', '2026-02-01', '--until', '2026-01-01'],
    told: ['--since was "2026-02-01"', 'no later than --until'],
  },
  {
    what: '--since after --as-of',
    options: ['--since', '2026-02-01', '--as-of', '2026-01-01'],
    told: ['--since was "2026-02-01"', 'no later than --as-of'],
  },
  {
    what: '--until beside another --as-of',
    options: ['--until', '2026-02-01', '--as-of', '2026-01-01'],
    told: ['--until was "2026-02-01"', 'one of the two alone'],
  },
  {
    what: '--since with --window',
    options: ['--since', '2023-11-14', '--window', '7d'],
    told: ['--window was "7d"', 'none with --since'],
  },
  {
    what: '--until with --window',
    options: ['--until', '2023-11-15', '--window', 'all'],
    told: ['--window was "all"', 'none with --until', '--as-of ends another one'],
  },
  {
    what: '--since after all rows',
    options: ['--since', '2024-01-01'],
    told: ['--since was 2024-01-01', 'their last row is of 2023-11-14T22:52:20'],
  },
  {
    what: '--until before all rows',
    options: ['--until', '2020-01-01'],
    told: ['all 80 rows are after the as-of'],
  },
  ...['--since', '--until'].map((option) => ({
    what: `${option} noon`,
    options: [option, 'noon'],
    told: [option, '"noon"', 'such as 2026-01-12'],
  })),
];

describe('a part of the history that is none', () => {
  for (const { what, options, told } of NO_PARTS)
    for (const [command = '', ...args] of [['replay', '--out', 'DIR/out'], ['trades']])
      tellsOf({
        what: `${command}: ${what}`,
        args: [command, ...LOGS, ...CONFIG, ...args, ...options],
        code: 1,
        told,
      });

  for (const [option = '', ...value] of [
    ['--logs', 'logs/sample'],
    ['--config', 'config'],
    ['--every', '1h'],
    ['--window', '14d'],
    ['--since', '2026-01-12'],
    ['--until', '2026-01-12'],
    ['--snapshots', 'DIR'],
    ['--threads', '1'],
    ['--index', 'DIR/index.json'],
    ['--from', '2026-01-12'],
  ])
    tellsOf({
      what: `replay: ${option} of a journal of live`,
      args: ['replay', '--journal', 'DIR/empty', '--out', 'DIR/out', option, ...value],
      code: 1,
      told: [`option '--journal <dir>' cannot be used with option '${option} <`],
    });
});
