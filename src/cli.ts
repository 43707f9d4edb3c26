import { Command, CommanderError } from 'commander';
import type { CheckFlags } from './cli/commands/check-command';
import { addPageCommands } from './cli/page-commands';
import { EXIT, exitCodeOf, explainFailure } from './cli/terminal/exit';
import type { ExplainFlags } from './cli/commands/explain-command';
import type { LiveFlags } from './cli/commands/live-command';
import type { ProbeFlags } from './cli/commands/probe-command';
import type { ReplayFlags } from './cli/commands/replay-command';
import type { SimulateFlags } from './cli/commands/simulate-command';
import type { StatusFlags } from './cli/commands/status-command';
import type { TradesFlags } from './cli/commands/trades-command';
import type { VerifyFlags } from './cli/commands/verify-command';
import { WorldError } from './io/files/failures';
import { packageVersion } from './io/files/package-root';

/** The command line. Each command is loaded when it is called, so that `--help` starts fast. */

const EXIT_HELP = `
Exit codes:
  0  done
  1  wrong usage or config
  2  too much bad input (the files are written, and marked)
  3  a bug of ours
  4  could not read or write, or the output has another owner
  5  verify found a difference

Results go to stdout, everything else to stderr. NO_COLOR is honoured.`;

function program(): Command {
  const intel = new Command('intel')
    .description(
      'Execution intelligence from an executor’s logs: expectancy net of costs, router health, scores, advice.',
    )
    .version(packageVersion())
    .addHelpText('after', EXIT_HELP)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();

  intel
    .command('replay')
    .description('Replay history into the four state files and print the allocation table.')
    .option(
      '--logs <dir>',
      'logs directory with execution/ and state/; - reads rows of both kinds on stdin',
      'logs',
    )
    .option('--config <dir>', 'the fund’s config directory', 'config')
    .option('--out <dir>', 'where the state files go', 'logs/state')
    .option('--as-of <time>', 'moment to compute at: ISO 8601 or epoch (default: the latest row)')
    .option('--journal <dir>', 'replay a journal of live instead: every tick it answered, the same bytes')
    .option('--snapshots <journal>', 'take the snapshots from a journal of live instead of state/')
    .option('--every <duration>', 'also tick at multiples of this, e.g. 1h, and write history/')
    .option(
      '--threads <n>',
      'decode the logs on this many threads; 1: no other thread (default: by cores and size)',
    )
    .option('--window <name>', 'primary window: <n>m|h|d or last_<n>')
    .option('--force', 'replace state files that are of a later time')
    .option('--json', 'print the allocation as JSON')
    .action((options: ReplayFlags) =>
      (
        require('./cli/commands/replay-command') as typeof import('./cli/commands/replay-command')
      ).replayCommand(options),
    );

  intel
    .command('live')
    .description('Follow the executor’s logs and keep the state files current.')
    .option('--logs <dir>', 'logs directory with execution/ and state/', 'logs')
    .option('--config <dir>', 'the fund’s config directory', 'config')
    .option('--out <dir>', 'where the state files go', 'logs/state')
    .option('--journal <dir>', 'where the arrivals go (default: journal/ beside --out)')
    .option('--dashboard [port]', 'serve the Intelligence page of --out as well, on 127.0.0.1 (port: 8787)')
    .action((options: LiveFlags) =>
      (require('./cli/commands/live-command') as typeof import('./cli/commands/live-command')).liveCommand(
        options,
      ),
    );

  intel
    .command('verify')
    .description('Hold a journal of live against what it published, to the first difference.')
    .requiredOption('--journal <dir>', 'the journal')
    .option('--state <dir>', 'directory of the state files and their history', 'logs/state')
    .option('--json', 'print JSON')
    .action((options: VerifyFlags) =>
      (
        require('./cli/commands/verify-command') as typeof import('./cli/commands/verify-command')
      ).verifyCommand(options),
    );

  intel
    .command('status')
    .description('Say how live is doing: sources, ticks, journal, warnings.')
    .option('--state <dir>', 'directory of the state files', 'logs/state')
    .option('--json', 'print JSON')
    .action((options: StatusFlags) =>
      (
        require('./cli/commands/status-command') as typeof import('./cli/commands/status-command')
      ).statusCommand(options),
    );

  intel
    .command('probe')
    .description('Build the allocation from the state files as they lie there, write it, and print it.')
    .option('--state <dir>', 'directory of the state files', 'logs/state')
    .option('--config <dir>', 'the fund’s config directory', 'config')
    .option('--json', 'print the allocation as JSON')
    .action((options: ProbeFlags) =>
      (require('./cli/commands/probe-command') as typeof import('./cli/commands/probe-command')).probeCommand(
        options,
      ),
    );

  intel
    .command('trades')
    .description('List each trade behind a number: net, costs, risk and its source, R, attempt, regime.')
    .argument('[symbol]', 'only this symbol')
    .option('--logs <dir>', 'logs directory with execution/ and state/; - reads stdin', 'logs')
    .option('--config <dir>', 'the fund’s config directory', 'config')
    .option('--as-of <time>', 'moment to look back from (default: the latest row)')
    .option('--window <name>', 'which trades: <n>m|h|d or last_<n> (default: the primary window)')
    .option('--csv', 'print CSV')
    .option('--json', 'print JSON')
    .action((symbol: string | undefined, options: TradesFlags) =>
      (
        require('./cli/commands/trades-command') as typeof import('./cli/commands/trades-command')
      ).tradesCommand(symbol, options),
    );

  intel
    .command('explain')
    .description('Show every number of a symbol’s suggestion as the sum or product that gives it.')
    .argument('<symbol>', 'the symbol')
    .option('--state <dir>', 'directory of the state files', 'logs/state')
    .option('--json', 'print JSON')
    .action((symbol: string, options: ExplainFlags) =>
      (
        require('./cli/commands/explain-command') as typeof import('./cli/commands/explain-command')
      ).explainCommand(symbol, options),
    );

  intel
    .command('check')
    .description('Validate the configs and a logs directory: every problem at once, with its place.')
    .option('--logs <dir>', 'logs directory with execution/ and state/', 'logs')
    .option('--config <dir>', 'the fund’s config directory', 'config')
    .option('--json', 'print JSON')
    .action((options: CheckFlags) =>
      (require('./cli/commands/check-command') as typeof import('./cli/commands/check-command')).checkCommand(
        options,
      ),
    );

  intel
    .command('simulate')
    .description('Write history in the executor’s format from a stated truth, and the truth beside it.')
    .requiredOption('--out <dir>', 'where to write execution/, state/ and truth.json')
    .option('--seed <n>', 'equal seeds give equal bytes', '1')
    .option('--symbols <n>', 'how many symbols', '6')
    .option('--days <n>', 'how many days', '10')
    .option('--trades-per-day <n>', 'positions a day for each symbol', '8')
    .option('--start <time>', 'first day', '2026-01-05T00:00:00Z')
    .option('--rotate-bytes <n>', 'size at which the executor rotates a log', '10000000')
    .option('--config <dir>', 'where to write the configs (default: config/ below --out)')
    .option('--clean', 'without the noise: no NaN, duplicates, late or torn rows')
    .action((options: SimulateFlags) =>
      (
        require('./cli/commands/simulate-command') as typeof import('./cli/commands/simulate-command')
      ).simulateCommand(options),
    );

  addPageCommands(intel);
  return intel;
}

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

void main(process.argv).then((code) => {
  process.exitCode = outputFailed ? EXIT.world : code;
});
