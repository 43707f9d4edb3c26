import { Command } from 'commander';
import { packageVersion } from '../io/files/package-root';
import type { ActionOf } from './commands/lazy-commands';
import { examplesOf } from './terminal/examples';
import { fileCommands } from './usage/file-commands';
import { fundCommands } from './usage/fund-commands';
import { liveCommands } from './usage/live-commands';
import { logCommands } from './usage/log-commands';
import { otherCommands } from './usage/other-commands';
import { sliceCommands } from './usage/slice-commands';

const EXIT_HELP = `
Exit codes:
  0  done
  1  wrong usage or config
  2  too much bad input (the files are written, and marked), or check finds nothing usable, or verify nothing to compare
  3  a bug in intel; please report it
  4  could not read or write, or the output has another owner
  5  verify found a difference
  9  ship must begin anew: another ships for the host, or the log lost its end; start it again

Results go to stdout, everything else to stderr. NO_COLOR is honoured.`;

const QUIET = ['--quiet', 'print results and errors alone'] as const;

/** Every command with its options. What they do is not loaded yet. */
export function program(actionOf: ActionOf): Command {
  const intel = new Command('intel')
    .description(
      'Execution intelligence from an executor’s logs: expectancy net of costs, router health, scores, advice.',
    )
    .version(packageVersion())
    .addHelpText('after', EXIT_HELP)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  logCommands(intel, actionOf);
  sliceCommands(intel, actionOf);
  liveCommands(intel, actionOf);
  fundCommands(intel, actionOf);
  fileCommands(intel, actionOf);
  otherCommands(intel, actionOf);
  for (const command of intel.commands) {
    command.exitOverride().option(...QUIET);
    command.addHelpText('after', examplesOf(command.name()));
  }
  return intel;
}
