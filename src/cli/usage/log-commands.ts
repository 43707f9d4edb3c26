import { Option, type Command } from 'commander';
import type { ActionOf } from '../commands/lazy-commands';
import { GROUPING_NAMES } from '../terminal/grouping-names';
import { logsOption } from '../terminal/logs-option';
import { CONFIG, JSON_TEXT, OUT, SINCE, SORT, THREADS, TOP, UNTIL, UNTIL_AS_OF } from './shared-options';

// A journal holds its rows and configs, and is replayed with the ticks, windows and snapshots of live.
const LOGS_ALONE = [
  ...['logs', 'config', 'every', 'window', 'since', 'until', 'snapshots', 'threads', 'index', 'from'],
];

/** Adds the commands that read the logs. */
export function logCommands(intel: Command, actionOf: ActionOf): void {
  intel.commandsGroup('From the logs:');

  intel
    .command('check')
    .description('Say whether logs and configs can be used, and what will be missing in the numbers.')
    .addOption(logsOption())
    .option(...CONFIG)
    .option(...JSON_TEXT)
    .action(actionOf('check'));

  intel
    .command('replay')
    .description('Replay history into the four state files and print the allocation table.')
    .addOption(logsOption('; - reads rows of both kinds on stdin'))
    .option(...CONFIG)
    .option(...OUT)
    .option('--as-of <time>', 'the as-of: ISO 8601 or epoch (default: the latest row)')
    .addOption(
      new Option(
        '--journal <dir>',
        'replay this journal of live, or engine:FILE, the log of a fund, instead of the logs: the same ticks and bytes',
      ).conflicts(LOGS_ALONE),
    )
    .option('--snapshots <journal>', 'take the snapshots from this journal of live instead of state/')
    .option(
      '--every <duration>',
      'compute at each multiple of this duration as well, such as 1h, and write history/',
    )
    .option(
      '--index <file>',
      'with --every: answer a slice of the history, by the index that intel index wrote',
    )
    .option('--from <time>', 'with --index: answer only the ticks after this time, up to the as-of')
    .option(...THREADS)
    .option('--window <name>', 'the primary window: <n>m, <n>h, <n>d, last_<n> or all')
    .option(...SINCE)
    .option(...UNTIL_AS_OF)
    .option('--force', 'replace state files of a later as-of')
    .option(SORT, 'sort the table by score, expectancy, weight, size or symbol (default: score)')
    .option(...TOP)
    .option('--json', 'print the allocation as JSON')
    .action(actionOf('replay'));

  intel
    .command('trades')
    .description(
      'List the positions behind a number: entry and exit, quantity, both fees, net, risk and its source, R.',
    )
    .argument('[symbol]', 'only this symbol')
    .addOption(logsOption('; - reads stdin'))
    .option(...CONFIG)
    .option('--as-of <time>', 'the as-of: ISO 8601 or epoch (default: the latest row)')
    .option('--window <name>', 'the window: <n>m, <n>h, <n>d, last_<n> or all (default: the primary window)')
    .option(...SINCE)
    .option(...UNTIL_AS_OF)
    .option(SORT, 'sort by exit, symbol, strategy, net, r, held or notional (default: exit)')
    .option(...TOP)
    .addOption(new Option('--csv', 'print CSV').conflicts('json'))
    .option(...JSON_TEXT)
    .action(actionOf('trades'));

  intel
    .command('groups')
    .description(
      'Show what the trades earned by side, exit reason, month, size or another grouping, worst first.',
    )
    .argument('<grouping>', GROUPING_NAMES.join(', '))
    .addOption(logsOption('; - reads stdin'))
    .option(...CONFIG)
    .option('--as-of <time>', 'the as-of: ISO 8601 or epoch (default: the latest row)')
    .option('--window <name>', 'the window: <n>m, <n>h, <n>d, last_<n> or all (default: the primary window)')
    .option(...SINCE)
    .option(...UNTIL_AS_OF)
    .option(SORT, 'sort by group, trades, net, mean, hit_rate or r (default: the least net first)')
    .option(...TOP)
    .addOption(new Option('--csv', 'print CSV').conflicts('json'))
    .option(...JSON_TEXT)
    .action(actionOf('groups'));

  intel
    .command('evaluate')
    .description('Judge the advice by history: would following it have helped, and how sure is that.')
    .addOption(logsOption())
    .option(...CONFIG)
    .option('--out <path>', 'directory for evaluation_v6.json, or a file that ends with .json', 'logs/state')
    .option(
      '--published <dir>',
      'judge what this directory’s history/ holds, instead of computing the advice',
    )
    .option(...SINCE)
    .option(...UNTIL)
    .option('--delay <duration>', 'how long before its entry a trade could have been sized', '60s')
    .option(
      '--received <how>',
      'when a row was known: written (no earlier than the rows before it) or ts (for sorted logs)',
      'written',
    )
    .option(
      '--settings',
      'also judge the settings: others on the same trades, and a weekly choice among them by their past',
    )
    .option('--truth <file>', 'truth.json of a simulation: also judge what knowing it would have done')
    .option('--json', 'print the file')
    .action(actionOf('evaluate'));
}
