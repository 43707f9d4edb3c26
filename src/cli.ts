import { CommanderError } from 'commander';
import { program } from './cli/program';
import { EXIT, exitCodeOf, explainFailure } from './cli/terminal/exit';
import { WorldError } from './io/files/failures';

/** The command line. */

/** Runs one command; the exit code says how it went. Never rejects. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const intel = program();
    for (const command of intel.commands) command.exitOverride();
    await intel.parseAsync([...argv]);
    return Number(process.exitCode ?? EXIT.done);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    process.stderr.write(`${explainFailure(error)}\n`);
    return exitCodeOf(error);
  }
}

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

void main(process.argv).then((code) => {
  process.exitCode = outputFailed ? EXIT.world : code;
});
