import type { Command } from 'commander';
import type { ActionOf } from '../commands/lazy-commands';
import { INCIDENT_RATE, ON_INCIDENT } from './shared-options';

/** Adds the commands for a fund on more than one machine. */
export function fundCommands(intel: Command, actionOf: ActionOf): void {
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
    .action(actionOf('mirror'));

  intel
    .command('engine')
    .description('Set up the servers that carry the log of a fund, check them, and look into the log.')
    .argument('[action]', 'init, check, config, forget, tail or key')
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
    .action(actionOf('engine'));
}
