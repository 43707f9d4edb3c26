import { Option, type Command } from 'commander';
import type { ActionOf } from '../commands/lazy-commands';
import {
  CONFIG,
  INCIDENT_RATE,
  JSON_TEXT,
  LOGS_OF_HOST,
  METRICS_FILE,
  ON_INCIDENT,
  OUT,
  STALE_AFTER,
  STATE,
} from './shared-options';

/** Adds the commands that run beside the executor, and those that look at them. */
export function liveCommands(intel: Command, actionOf: ActionOf): void {
  intel.commandsGroup('Live:');

  intel
    .command('live')
    .description('Follow the executor’s logs and keep the state files current.')
    .option(...LOGS_OF_HOST)
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
    .addOption(
      new Option(
        '--engine <file>',
        'ship to the log of a fund and follow it; the configs come from there',
      ).conflicts(['config', 'journal', 'dashboard']),
    )
    .option('--host <name>', 'with --engine: the name of this host in the fund')
    .action(actionOf('live'));

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
    .action(actionOf('follow'));

  intel
    .command('ship')
    .description('Commit what a host’s logs receive to the log of a fund, where any number of hosts do.')
    .requiredOption('--host <name>', 'the name of this host in the fund: A-Z a-z 0-9 _ -')
    .option(...LOGS_OF_HOST)
    .requiredOption('--engine <file>', 'engine.json: the servers that carry the log')
    .option('--state <dir>', 'directory for quarantine and status (default: ship/HOST beside --logs)')
    .option(...METRICS_FILE)
    .option(...ON_INCIDENT)
    .option(...INCIDENT_RATE)
    .option(...STALE_AFTER)
    .action(actionOf('ship'));

  intel
    .command('status')
    .description('Show how live is doing: sources, ticks, journal, warnings.')
    .option(...STATE)
    .option(...JSON_TEXT)
    .action(actionOf('status'));

  intel
    .command('verify')
    .description('Compare a journal with what live or a follower published, to the first difference.')
    .requiredOption(
      '--journal <dir>',
      'the journal of live, or engine:FILE: the log of a fund by its engine.json',
    )
    .option('--state <dir>', 'directory of the state files and their history', 'logs/state')
    .option(...JSON_TEXT)
    .action(actionOf('verify'));
}
