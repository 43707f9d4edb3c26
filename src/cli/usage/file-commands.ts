import type { Command } from 'commander';
import type { ActionOf } from '../commands/lazy-commands';
import { CONFIG, JSON_TEXT, SINCE, SORT, STALE_AFTER, STATE, TOP, UNTIL_AS_OF } from './shared-options';

/** Adds the commands that read the state files. */
export function fileCommands(intel: Command, actionOf: ActionOf): void {
  intel.commandsGroup('From the state files:');

  intel
    .command('explain')
    .description('Show every number of a symbol’s suggestion as the sum or product that gives it.')
    .argument('<symbol>', 'the symbol')
    .option(...STATE)
    .option(...JSON_TEXT)
    .action(actionOf('explain'));

  intel
    .command('probe')
    .description('Build the allocation from the present state files, write it, and print it.')
    .option(...STATE)
    .option(...CONFIG)
    .option(SORT, 'sort the table by score, expectancy, weight, size or symbol (default: score)')
    .option(...TOP)
    .option('--json', 'print the allocation as JSON')
    .action(actionOf('probe'));

  intel
    .command('dashboard')
    .description('Serve the Intelligence page, its API and metrics, on this machine only.')
    .option(...STATE)
    .option('--port <n>', 'the port; 0 takes a free one', '8787')
    .option('--host <address>', 'the address: 127.0.0.1, ::1 or localhost', '127.0.0.1')
    .option(...STALE_AFTER)
    .action(actionOf('dashboard'));

  intel
    .command('report')
    .description('Write the Intelligence page as one self-contained file.')
    .option(...STATE)
    .requiredOption('--out <file>', 'the HTML file to write')
    .option('--at <time>', 'an as-of of the history: ISO 8601 or epoch (default: the present files)')
    .option(...STALE_AFTER)
    .action(actionOf('report'));

  intel
    .command('export')
    .description(
      'Write a long table for a notebook or a database: trades or daily (from the logs), groups or frames (from the state files and their history).',
    )
    .argument('<table>', 'trades, daily, groups or frames')
    .requiredOption('--out <file>', 'the file to write; ends with .csv or .parquet')
    .option(
      '--logs <dir>',
      'of trades and daily: logs directory with execution/ and state/; - reads stdin; repeat it for several (default: logs)',
      (dir: string, known?: readonly string[]) => [...(known ?? []), dir],
    )
    .option('--config <dir>', 'of trades and daily: the fund’s config directory (default: config)')
    .option('--as-of <time>', 'of trades and daily: the as-of (default: the latest row)')
    .option(...SINCE)
    .option(...UNTIL_AS_OF)
    .option('--capital <usd>', 'of daily: also give the return of each day on this capital')
    .option('--state <dir>', 'of groups and frames: directory of the state files (default: logs/state)')
    .option('--by <kind>', 'of groups and frames: only these groups, such as symbols or exit_reasons')
    .option('--window <name>', 'the window of the trades, or only this window of the files')
    .action(actionOf('export'));
}
