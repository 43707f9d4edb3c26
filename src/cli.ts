import type { Command } from 'commander';
import { COMMANDS } from './cli/commands/lazy-commands';
import { program } from './cli/program';
import { runToExitCode, runProgram } from './cli/run-program';
import { refuseEmptyOptions, refusePlaces } from './cli/terminal/options';
import { setQuiet } from './cli/terminal/print';

/** The command line. */

/** Runs one command; gives its exit code. Never rejects. */
export function main(argv: readonly string[]): Promise<number> {
  return runToExitCode(intelProgram(), argv);
}

function intelProgram(): Command {
  return program((name) => COMMANDS[name]).hook('preAction', async (_, command) => {
    refuseEmptyOptions(command);
    setQuiet(command.opts()['quiet'] === true);
    await refusePlaces(command);
  });
}

runProgram(intelProgram());
