import { CommanderError, type Command } from 'commander';
import { WorldError } from '../io/files/failures';
import { EXIT, exitCodeOf, explainFailure } from './terminal/exit';

/** Runs the command that this process was started with; the exit code says how it went. */
export function runProgram(intel: Command): void {
  // A reader such as `head` that goes away ends the output, not the program; a full disk behind it is a failure.
  let outputFailed = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || outputFailed) return;
      outputFailed = true;
      process.stderr.write(`${explainFailure(new WorldError('the output', 'write', error))}\n`);
      process.exitCode = EXIT.world;
    });
  }
  // Without a listener, Node would open its inspector, which runs whatever it is told.
  process.on('SIGUSR1', () => undefined);
  void runToExitCode(intel, process.argv).then((code) => {
    process.exitCode = outputFailed ? EXIT.world : code;
  });
}

/** Runs one command; gives its exit code. Never rejects. */
export async function runToExitCode(intel: Command, argv: readonly string[]): Promise<number> {
  try {
    await intel.parseAsync([...argv]);
    return Number(process.exitCode ?? EXIT.done);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    process.stderr.write(`${explainFailure(error)}\n`);
    return exitCodeOf(error);
  }
}
