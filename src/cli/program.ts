import { Command, Option } from 'commander';
import { packageVersion } from '../io/files/package-root';
import { sharesText } from '../simulate/market/shares';
import { GROUPING_NAMES } from './terminal/grouping-names';
import { completionScript } from './terminal/completion';
import { printResult, setQuiet } from './terminal/print';
import { COMMANDS } from './commands/lazy-commands';
import { examplesOf } from './terminal/examples';
import { logsOption } from './terminal/logs-option';
import { refuseEmptyOptions, refusePlaces } from './terminal/options';

const EXIT_HELP = `
Exit codes:
  0  done
  1  wrong usage or config
  2  too much bad input (the files are written, and marked), or check finds nothing usable
  3  a bug in intel; please report it
  4  could not read or write, or the output has another owner
  5  verify found a difference
  9  ship must begin anew: another ships for the host, or the log lost its end; start it again

Results go to stdout, everything else to stderr. NO_COLOR is honoured.`;

const LOGS = ['--logs <dir>', 'logs directory with execution/ and state/', 'logs'] as const;
const CONFIG = ['--config <dir>', 'the fund’s config directory', 'config'] as const;
const OUT = ['--out <dir>', 'directory for the state files', 'logs/state'] as const;
const STATE = ['--state <dir>', 'directory of the state files', 'logs/state'] as const;
const JSON_TEXT = ['--json', 'print JSON'] as const;
const QUIET = ['--quiet', 'print results and errors alone'] as const;
const TOP = ['--top <n>', 'show so many rows of the table'] as const;
const SORT = '--sort <key>';
const SINCE = ['--since <time>', 'only trades that closed at this time or later: ISO 8601 or epoch'] as const;
const UNTIL = ['--until <time>', 'only trades that closed by this time'] as const;
const UNTIL_AS_OF = ['--until <time>', 'only trades that closed by this time, which is the as-of'] as const;
const THREADS = [
  '--threads <n>',
  'decode the logs on this many threads (default: by cores and log size)',
] as const;
const STALE_AFTER = ['--stale-after <duration>', 'age from which data is stale', '3m'] as const;
const METRICS_FILE = [
  '--metrics-file <file>',
  'also keep the metrics in this file for the node exporter; ends with .prom',
] as const;
const ON_INCIDENT = [
  '--on-incident <command>',
  'run by sh -c for each incident, with one JSON object on its stdin',
] as const;
const INCIDENT_RATE = [
  '--incident-rate <n>',
  'start --on-incident so many times in any minute at most',
  '10',
] as const;

/** Every command with its options, none of them loaded yet. */
export function program(): Command {
  const intel = new Command('intel')
    .description(
      'Execution intelligence from an executor’s logs: expectancy net of costs, router health, scores, advice.',
    )
    .version(packageVersion())
    .addHelpText('after', EXIT_HELP)
    .configureHelp({ showGlobalOptions: true })
    .hook('preAction', async (_, command) => {
      refuseEmptyOptions(command);
      setQuiet(command.opts()['quiet'] === true);
      await refusePlaces(command);
    })
    .exitOverride();
  intel.commandsGroup('From the logs:');

  intel
    .command('check')
    .description('Say whether logs and configs can be used, and what will be missing in the numbers.')
    .addOption(logsOption())
    .option(...CONFIG)
    .option(...JSON_TEXT)
    .action(COMMANDS.check);

  intel
    .command('replay')
    .description('Replay history into the four state files and print the allocation table.')
    .addOption(logsOption('; - reads rows of both kinds on stdin'))
    .option(...CONFIG)
    .option(...OUT)
    .option('--as-of <time>', 'the as-of: ISO 8601 or epoch (default: the latest row)')
    .option(
      '--journal <dir>',
      'replay this journal of live, or engine:FILE, the log of a fund, instead of the logs: the same ticks and bytes',
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
    .action(COMMANDS.replay);

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
    .action(COMMANDS.trades);

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
    .action(COMMANDS.groups);

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
    .action(COMMANDS.evaluate);

  intel.commandsGroup('History in slices:');

  intel
    .command('index')
    .description('Note what each file of the logs holds, so that a history can be replayed in slices.')
    .addOption(logsOption())
    .option(...CONFIG)
    .requiredOption('--out <dir>', 'directory for index.json, and for the quarantine of the whole history')
    .option('--as-of <time>', 'the end of the history: ISO 8601 or epoch (default: the latest row)')
    .option(...THREADS)
    .action(COMMANDS.index);

  intel
    .command('join-history')
    .description('Put slices of a history together: the same files as one replay of all of it.')
    .argument('<slices...>', 'the --out directories of intel replay --index, in any order')
    .requiredOption('--out <dir>', 'directory for the state files and their history')
    .option('--force', 'replace state files of a later as-of')
    .action(COMMANDS['join-history']);

  intel.commandsGroup('Live:');

  intel
    .command('live')
    .description('Follow the executor’s logs and keep the state files current.')
    .option(...LOGS)
    .option(...CONFIG)
    .option(...OUT)
    .option('--journal <dir>', 'the journal of arrivals (default: journal/ beside --out)')
    .option('--take-over', 'replace state files in --out that another program wrote, instead of refusing')
    .option('--standby', 'wait while another live has --out or the journal, and go on when that has ended')
    .option('--dashboard [port]', 'also serve the Intelligence page of --out, on 127.0.0.1 (port: 8787)')
    .option(...STALE_AFTER)
    .option(...METRICS_FILE)
    .option(...ON_INCIDENT)
    .option(...INCIDENT_RATE)
    .option('--engine <file>', 'ship to the log of a fund and follow it; the configs come from there')
    .option('--host <name>', 'with --engine: the name of this host in the fund')
    .action(COMMANDS.live);

  intel
    .command('follow')
    .description('Follow the journal of a live, or the log of many hosts, into a directory of its own.')
    .option('--journal <dir>', 'the journal that a live writes; nothing in it is changed')
    .option('--engine <file>', 'instead: the engine.json of the fund whose log is followed')
    .option('--tenants <file>', 'instead: a file with many funds, each with its engine and its directory')
    .option('--out <dir>', 'where the state files go: a directory of its own')
    .option('--standby', 'wait while another follower has --out, and go on when that has ended')
    .option(...METRICS_FILE)
    .option(...ON_INCIDENT)
    .option(...INCIDENT_RATE)
    .option(...STALE_AFTER)
    .action(COMMANDS.follow);

  intel
    .command('ship')
    .description('Commit what a host’s logs receive to the log of a fund, where any number of hosts do.')
    .requiredOption('--host <name>', 'the name of this host in the fund: A-Z a-z 0-9 _ -')
    .option(...LOGS)
    .requiredOption('--engine <file>', 'engine.json: the servers that carry the log')
    .option('--state <dir>', 'directory for quarantine and status (default: ship/HOST beside --logs)')
    .option(...METRICS_FILE)
    .option(...ON_INCIDENT)
    .option(...INCIDENT_RATE)
    .option(...STALE_AFTER)
    .action(COMMANDS.ship);

  intel
    .command('status')
    .description('Show how live is doing: sources, ticks, journal, warnings.')
    .option(...STATE)
    .option(...JSON_TEXT)
    .action(COMMANDS.status);

  intel
    .command('verify')
    .description('Compare a journal with what live or a follower published, to the first difference.')
    .requiredOption(
      '--journal <dir>',
      'the journal of live, or engine:FILE: the log of a fund by its engine.json',
    )
    .option('--state <dir>', 'directory of the state files and their history', 'logs/state')
    .option(...JSON_TEXT)
    .action(COMMANDS.verify);

  intel.commandsGroup('On more than one machine:');

  intel
    .command('mirror')
    .description(
      'Keep the state files of a fund on a machine that runs no follower, from the outlet of its engine.',
    )
    .requiredOption('--engine <file>', 'the engine.json of the fund')
    .requiredOption('--out <dir>', 'where the state files go: a directory of its own')
    .option('--standby', 'wait while another mirror has --out, and go on when that has ended')
    .option('--stale-after <duration>', 'after so long without a later file the outlet is silent', '3m')
    .option(...ON_INCIDENT)
    .option(...INCIDENT_RATE)
    .action(COMMANDS.mirror);

  intel
    .command('engine')
    .description('Set up the servers that carry the log of a fund, check them, and look into the log.')
    .argument('<action>', 'init, check, config, forget, tail or key')
    .argument('[name]', 'of forget: the host that is not to be waited for; of key: the file for a new key')
    .option('--engine <file>', 'of all but key: engine.json, the servers and who we are to them')
    .option('--replicas <n>', 'of init: how many servers keep each message (default: 1)')
    .option('--keep <duration>', 'of init: how long messages are kept (default: 400d)')
    .option('--config <dir>', 'of config: the fund’s config directory (default: config)')
    .option(
      '--hosts <names>',
      'of config: the hosts that are waited for, parted by commas (default: as before)',
    )
    .option(
      '--snapshots-from <host>',
      'of config: whose snapshot files count (default: as before, or the first)',
    )
    .option(
      '--silence <duration>',
      'of config: when a silent host is no longer waited for (default: as before, or 30s)',
    )
    .option(
      '--from <place>',
      'of tail: begin at this place in the log (default: the last head, or the beginning)',
    )
    .option('--end', 'of tail: end at the last message instead of waiting for more')
    .action(COMMANDS.engine);

  intel.commandsGroup('From the state files:');

  intel
    .command('explain')
    .description('Show every number of a symbol’s suggestion as the sum or product that gives it.')
    .argument('<symbol>', 'the symbol')
    .option(...STATE)
    .option(...JSON_TEXT)
    .action(COMMANDS.explain);

  intel
    .command('probe')
    .description('Build the allocation from the present state files, write it, and print it.')
    .option(...STATE)
    .option(...CONFIG)
    .option(SORT, 'sort the table by score, expectancy, weight, size or symbol (default: score)')
    .option(...TOP)
    .option('--json', 'print the allocation as JSON')
    .action(COMMANDS.probe);

  intel
    .command('dashboard')
    .description('Serve the Intelligence page, its API and metrics, on this machine only.')
    .option(...STATE)
    .option('--port <n>', 'the port; 0 takes a free one', '8787')
    .option('--host <address>', 'the address: 127.0.0.1, ::1 or localhost', '127.0.0.1')
    .option(...STALE_AFTER)
    .action(COMMANDS.dashboard);

  intel
    .command('report')
    .description('Write the Intelligence page as one self-contained file.')
    .option(...STATE)
    .requiredOption('--out <file>', 'the HTML file to write')
    .option('--at <time>', 'an as-of of the history: ISO 8601 or epoch (default: the present files)')
    .option(...STALE_AFTER)
    .action(COMMANDS.report);

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
    .action(COMMANDS.export);

  intel.commandsGroup('Besides:').helpCommand('help [command]', 'Show the help of a command.');

  intel
    .command('settings')
    .description(
      'List every setting: its value in force, its default, its unit and meaning, and where it was set.',
    )
    .option(...CONFIG)
    .option('--window <name>', 'the primary window, as a replay would be asked for it')
    .option(...JSON_TEXT)
    .action(COMMANDS.settings);

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
    .action(COMMANDS.simulate);

  intel
    .command('completion')
    .description('Print the script that completes commands and options in a shell: bash, zsh or fish.')
    .argument('<shell>', 'bash, zsh or fish')
    .action((shell: string) => {
      printResult(completionScript(shell, intel));
    });

  for (const command of intel.commands) {
    command.option(...QUIET);
    command.addHelpText('after', examplesOf(command.name()));
  }
  return intel;
}
