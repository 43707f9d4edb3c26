import { now } from '../../io/files/clock';
import { UsageError } from '../../io/files/failures';
import { packageVersion } from '../../io/files/package-root';
import type { LoadedDesk } from '../../io/config/load-desk';
import type { Desk } from '../../model/fund/desk';
import { addControl } from '../../io/log/engine/add-control';
import { isHostName } from '../../io/log/host-token';
import { LOG_FORMAT, type FundRecord } from '../../io/log/log-records';
import { readMessage } from '../../io/log/message-text';
import { durationOption } from '../terminal/options';
import { printNote, printResult } from '../terminal/print';
import { readWholeDesk } from '../terminal/read-desk';
import { namesOption, withEngine, type EngineFlags } from './with-engine';

interface ConfigFlags extends EngineFlags {
  readonly config?: string;
  readonly hosts?: string;
  readonly snapshotsFrom?: string;
  readonly silence?: string;
}

const CONFIG_WRITER = 'ctl.config';
const SILENCE_S = 30;
const LEAST_SILENCE_S = 5;

/** `intel engine config`. */
export async function configureEngine(flags: ConfigFlags): Promise<void> {
  const asked = {
    hosts: namesOption('--hosts', flags.hosts),
    snapshotsFrom: flags.snapshotsFrom,
    silenceS: silenceOption(flags.silence),
  };
  const desk = await readWholeDesk(flags.config ?? 'config');
  await withEngine(flags, async ({ log, tenant }) => {
    const last = await log.lastOf(CONFIG_WRITER);
    const before = last === undefined ? undefined : readMessage(last.writer, last.text);
    if (before?.kind === 'unreadable')
      printNote(`warning: the config at place ${last?.place} cannot be read`);
    const record = fundRecord(desk, asked, before?.kind === 'fund' ? before : undefined);
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

interface AskedFund {
  readonly hosts: readonly string[] | undefined;
  readonly snapshotsFrom: string | undefined;
  readonly silenceS: number | undefined;
}

// What is not asked for stays as it was.
function fundRecord(
  { files, desk }: LoadedDesk & { readonly desk: Desk },
  asked: AskedFund,
  before: FundRecord | undefined,
): FundRecord {
  const hosts = asked.hosts ?? before?.hosts;
  if (hosts === undefined)
    throw new UsageError(
      'the log has no config yet; name the hosts whose logs are waited for, such as --hosts exec-a,exec-b',
    );
  const wrong = hosts.find((host) => !isHostName(host));
  if (wrong !== undefined)
    throw new UsageError(
      `--hosts names "${wrong}"; allowed: 1 to 64 of the letters A-Z a-z, digits, _ and -`,
    );
  const from =
    asked.snapshotsFrom ?? (hosts.includes(before?.snapshots_from ?? '') ? before?.snapshots_from : hosts[0]);
  if (from === undefined || !hosts.includes(from))
    throw new UsageError(
      `--snapshots-from was "${from ?? ''}"; allowed: one of the hosts ${hosts.join(', ')}`,
    );
  return {
    kind: 'fund',
    config: { kind: 'config', digest: desk.digest, files, warnings: desk.warnings },
    hosts,
    snapshots_from: from,
    silence_s: asked.silenceS ?? before?.silence_s ?? SILENCE_S,
    ...{ format: LOG_FORMAT, program: packageVersion(), at: now() },
  };
}

function silenceOption(value: string | undefined): number | undefined {
  const ms = durationOption('--silence', value);
  if (ms === undefined) return undefined;
  if (ms < LEAST_SILENCE_S * 1000)
    throw new UsageError(
      `--silence was "${value ?? ''}"; allowed: a duration from ${LEAST_SILENCE_S}s, such as 30s`,
    );
  return ms / 1000;
}
