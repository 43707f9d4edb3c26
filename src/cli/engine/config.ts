import { now } from '../../io/files/clock';
import { UsageError } from '../../io/files/failures';
import { addControl } from '../../io/log/engine/add-control';
import { readMessage } from '../../io/log/message-text';
import { SECOND } from '../../model/values/time';
import { durationOption } from '../terminal/options';
import { printNote, printResult } from '../terminal/print';
import { readWholeDesk } from '../terminal/read-desk';
import { fundRecord } from './fund-record';
import { namesOption, withEngine, type EngineFlags } from './with-engine';

interface ConfigFlags extends EngineFlags {
  readonly config?: string;
  readonly hosts?: string;
  readonly snapshotsFrom?: string;
  readonly silence?: string;
}

const CONFIG_WRITER = 'ctl.config';

/** `intel engine config`. */
export async function configureEngine(flags: ConfigFlags): Promise<void> {
  const silenceMs = durationOption('--silence', flags.silence);
  const asked = {
    hosts: namesOption('--hosts', flags.hosts),
    snapshotsFrom: flags.snapshotsFrom,
    silenceS: silenceMs === undefined ? undefined : silenceMs / SECOND,
  };
  const desk = await readWholeDesk(flags.config ?? 'config');
  await withEngine(flags, async ({ log, tenant }) => {
    const last = await log.lastOf(CONFIG_WRITER);
    const before = last === undefined ? undefined : readMessage(last.writer, last.text);
    if (before?.kind === 'unreadable')
      printNote(`warning: the config at place ${last?.place} cannot be read`);
    const record = fundRecord(desk, asked, before?.kind === 'fund' ? before : undefined, now());
    const place = await addControl(log, CONFIG_WRITER, record, last?.place);
    if (place === 'stale')
      throw new UsageError(
        'somebody changed the config at the same moment; nothing was written: look, and run it again',
      );
    const { config, hosts, snapshots_from, silence_s } = record;
    printResult(
      `config ${config.digest} of ${tenant} is in force from place ${place}: hosts ${hosts.join(', ')}; snapshots from ${snapshots_from}; a host is silent after ${silence_s} s`,
    );
  });
}
