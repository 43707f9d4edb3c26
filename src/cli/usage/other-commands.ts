import type { Command } from 'commander';
import { sharesText } from '../../simulate/market/shares';
import type { ActionOf } from '../commands/lazy-commands';
import { CONFIG, JSON_TEXT } from './shared-options';

/** Adds the all other commands. */
export function otherCommands(intel: Command, actionOf: ActionOf): void {
  intel.commandsGroup('Besides:').helpCommand('help [command]', 'Show the help of a command.');

  intel
    .command('settings')
    .description(
      'List every setting: its value in force, its default, its unit and meaning, and where it was set.',
    )
    .option(...CONFIG)
    .option('--window <name>', 'the primary window, as a replay would be asked for it')
    .option(...JSON_TEXT)
    .action(actionOf('settings'));

  intel
    .command('simulate')
    .description('Write a history in the executor’s format from known parameters, and the truth beside it.')
    .requiredOption('--out <dir>', 'directory for execution/, state/, nav_log.json and the truth')
    .option('--seed <n>', 'the seed; equal seeds give equal bytes', '1')
    .option('--symbols <n>', 'number of symbols', '6')
    .option('--days <n>', 'number of days', '10')
    .option('--trades-per-day <n>', 'positions a day for each symbol', '8')
    .option('--start <time>', 'the first day', '2026-01-05T00:00:00Z')
    .option('--rotate-bytes <n>', 'size at which the executor rotates a log', '10000000')
    .option('--config <dir>', 'directory for the configs (default: config/ below --out)')
    .option('--clean', 'write no noise: no NaN, no duplicate, late, lost or torn rows')
    .addHelpText('after', `\n${sharesText()}`)
    .action(actionOf('simulate'));

  intel
    .command('completion')
    .description('Print the script that completes commands and options in a shell: bash, zsh or fish.')
    .argument('<shell>', 'bash, zsh or fish')
    .action(actionOf('completion'));
}
