import type { Command } from 'commander';
import type { ActionOf } from '../commands/lazy-commands';
import { logsOption } from '../terminal/logs-option';
import { CONFIG, THREADS } from './shared-options';

/** Adds the commands that replay a history in slices. */
export function sliceCommands(intel: Command, actionOf: ActionOf): void {
  intel.commandsGroup('History in slices:');

  intel
    .command('index')
    .description('Note what each file of the logs holds, so that a history can be replayed in slices.')
    .addOption(logsOption())
    .option(...CONFIG)
    .requiredOption('--out <dir>', 'directory for index.json, and for the quarantine of the whole history')
    .option('--as-of <time>', 'the end of the history: ISO 8601 or epoch (default: the latest row)')
    .option(...THREADS)
    .action(actionOf('index'));

  intel
    .command('join-history')
    .description('Put slices of a history together: the same files as one replay of all of it.')
    .argument('<slices...>', 'the --out directories of intel replay --index, in any order')
    .requiredOption('--out <dir>', 'directory for the state files and their history')
    .option('--force', 'replace state files of a later as-of')
    .action(actionOf('join-history'));
}
