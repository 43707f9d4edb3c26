import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { CLOSES, onDesk } from './desk';
import { intel } from './intel';
import { CONFIG, LOGS, tellsOf, type Mistake } from './mistaken';

const READERS = [
  ['replay', '--out', 'DIR/out'],
  ['trades'],
  ['groups', 'side'],
  ['evaluate', '--out', 'DIR/out'],
  ['check'],
] as const;

function ofLogs(what: string, logs: string, code: number, ...told: readonly string[]): readonly Mistake[] {
  return READERS.map(([command, ...args]) => ({
    what: `${command}: --logs ${what}`,
    args: [command, '--logs', logs, ...CONFIG, ...args],
    code,
    told: [logs, ...told],
  }));
}

const STATE_READERS = [
  ['status'],
  ['explain', 'BTCUSDT'],
  ['report', '--out', 'DIR/report.html'],
  ['dashboard', '--port', '0'],
  ['probe', ...CONFIG],
  ['verify', '--journal', 'DIR/empty'],
] as const;

function ofState(what: string, state: string, ...told: readonly string[]): readonly Mistake[] {
  return STATE_READERS.map(([command, ...args]) => ({
    what: `${command}: --state ${what}`,
    args: [command, ...args, '--state', state],
    code: 4,
    told: [state, 'the --out of intel live or intel replay', ...told],
  }));
}

const DATES = ['yesterday', '12/01/2026', '2026-13-01', '2026-01-32', '12 Jan 2026', '25:00', '-1'];

const MISTAKES: readonly Mistake[] = [
  ...ofLogs('one level too deep', 'DIR/logs/execution', 1, 'name the directory above: --logs DIR/logs'),
  ...ofLogs('one level too high', 'DIR', 1, 'did you mean --logs DIR/csv or --logs DIR/logs?'),
  ...ofLogs('of an empty directory', 'DIR/empty', 1, 'it is empty'),
  ...ofLogs('of other files', 'DIR/config', 1, 'holds no execution/', 'pairs_universe.json'),
  ...ofLogs('without a log in execution/', 'DIR/bare', 1, 'DIR/bare/execution holds no log', 'notes.txt'),
  ...ofLogs('of a file', 'DIR/file', 4, 'it is a file', 'the directory that holds execution/'),
  ...ofLogs('that is not there', 'DIR/none', 4, 'there is no such'),
  ...ofLogs('below a file', 'DIR/file/logs', 4, 'a part of the path is a file'),
  ...READERS.filter(([command]) => command !== 'check').map(([command, ...args]) => ({
    what: `${command}: CSV in place of JSON`,
    args: [command, '--logs', 'DIR/csv', ...CONFIG, ...args],
    code: 1,
    told: ['none of the 2 rows can be used', 'orders_executed.jsonl@0', 'one JSON object a line'],
  })),
  ...ofState('that is not there', 'DIR/none', 'there is no such directory'),
  ...ofState('of a file', 'DIR/file', 'it is a file'),
  ...DATES.map((date) => ({
    what: `replay: --as-of ${date}`,
    args: ['replay', ...LOGS, ...CONFIG, '--out', 'DIR/out', `--as-of=${date}`],
    code: 1,
    told: ['--as-of', date, 'such as 2026-01-12', 'epoch seconds, such as'],
  })),
  ...(['--since', '--until'] as const).map((option) => ({
    what: `evaluate: ${option} noon`,
    args: ['evaluate', ...LOGS, ...CONFIG, '--out', 'DIR/out', option, 'noon'],
    code: 1,
    told: [option, 'noon', 'such as 2026-01-12'],
  })),
  {
    what: 'replay: an --as-of before all rows',
    args: ['replay', ...LOGS, ...CONFIG, '--out', 'DIR/out', '--as-of', '2020-01-01'],
    code: 1,
    told: ['all 80 rows are after the as-of'],
  },
  ...['replay', 'simulate'].flatMap((command) =>
    (['DIR/file', 'DIR/file/out'] as const).map((out) => ({
      what: `${command}: --out ${out}`,
      args: [command, ...(command === 'replay' ? [...LOGS, ...CONFIG] : []), '--out', out],
      code: 4,
      told: [`could not write ${out}`, 'a file'],
    })),
  ),
  {
    what: 'trades: a key that no table is sorted by',
    args: ['trades', ...LOGS, ...CONFIG, '--sort', 'pnl'],
    code: 1,
    told: ['--sort', '"pnl"', 'net, r, held'],
  },
  {
    what: 'groups: a grouping that there is not',
    args: ['groups', 'colour', ...LOGS, ...CONFIG],
    code: 1,
    told: ['the grouping was "colour"', 'side, exit_reason, venue, month'],
  },
  {
    what: 'groups: a key that no table is sorted by',
    args: ['groups', 'side', ...LOGS, ...CONFIG, '--sort', 'pnl'],
    code: 1,
    told: ['--sort', '"pnl"', 'group, trades, net'],
  },
  {
    what: 'replay: no row of the table',
    args: ['replay', ...LOGS, ...CONFIG, '--out', 'DIR/out', '--top', '0'],
    code: 1,
    told: ['--top', '"0"', 'from 1'],
  },
  {
    what: 'completion: a shell that is not known',
    args: ['completion', 'cmd'],
    code: 1,
    told: ['"cmd"', 'bash, zsh, fish'],
  },
  {
    what: 'trades: an unknown symbol',
    args: ['trades', 'BTCUSD', ...LOGS, ...CONFIG],
    code: 1,
    told: ['BTCUSD is in no config', 'BTCUSDT, ETHUSDT'],
  },
  {
    what: 'trades: CSV and JSON at once',
    args: ['trades', ...LOGS, ...CONFIG, '--csv', '--json'],
    code: 1,
    told: ['--csv', '--json'],
  },
];

describe('a mistake on the command line', () => {
  for (const mistake of MISTAKES) tellsOf(mistake);

  it('with --quiet an error is told all the same, and notes are not', async () => {
    await onDesk({}, async (dir) => {
      const args = ['trades', '--logs', join(dir, 'logs'), '--config', join(dir, 'config'), '--quiet'];
      const sound = await intel(args);
      expect([sound.code, sound.err]).to.deep.equal([0, '']);
      expect((await intel(args.filter((arg) => arg !== '--quiet'))).err).to.contain('40 trades');
      rmSync(join(dir, 'config', 'risk_limits.json'));
      const { code, err } = await intel(args);
      expect(code).to.equal(1);
      expect(err).to.contain('risk_limits.json').and.contain('error');
    });
  });

  it('a symbol that the configs know and that has not traded is none', async () => {
    const bitcoin = CLOSES.split('\n').filter((line) => line.includes('BTCUSDT'));
    await onDesk({ 'logs/execution/orders_executed.jsonl': `${bitcoin.join('\n')}\n` }, async (dir) => {
      const { code, err } = await intel([
        'trades',
        'ETHUSDT',
        '--logs',
        join(dir, 'logs'),
        '--config',
        join(dir, 'config'),
      ]);
      expect(code, err).to.equal(0);
      expect(err).to.contain('no trade of ETHUSDT in the window');
    });
  });
});
