import { UsageError } from '../../io/files/failures';
import { packageVersion } from '../../io/files/package-root';
import type { LoadedDesk } from '../../io/config/load-desk';
import { isHostName } from '../../io/log/host-token';
import { LOG_FORMAT, type FundRecord } from '../../io/log/log-records';
import type { Desk } from '../../model/fund/desk';
import { durationMs } from '../../model/fund/settings';
import { SECOND } from '../../model/values/time';

const SILENCE_S = 30;
const LEAST_SILENCE_S = 5;
// A host commits at each tick, and may be a little late.
const LEAST_SILENT_TICKS = 2;
// Of `max_payload` as the configurations in deploy/nats have it.
const MOST_LINE_BYTES = 8 * 1024 * 1024;

/** What was typed for the fund; what was not stays as it was. */
export interface AskedFund {
  readonly hosts: readonly string[] | undefined;
  readonly snapshotsFrom: string | undefined;
  readonly silenceS: number | undefined;
}

/** The fund's record to be. Throws a UsageError where no host could work by it. */
export function fundRecord(
  { files, desk }: LoadedDesk & { readonly desk: Desk },
  asked: AskedFund,
  before: FundRecord | undefined,
  at: number,
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
  const { tick, max_line_bytes: lineBytes } = desk.settings;
  if (lineBytes > MOST_LINE_BYTES)
    throw new UsageError(
      `max_line_bytes of the config is ${lineBytes}; allowed on an engine: up to ${MOST_LINE_BYTES}, since a server takes no larger message`,
    );
  const leastS = Math.max(LEAST_SILENCE_S, (LEAST_SILENT_TICKS * durationMs(tick)) / SECOND);
  const silenceS = asked.silenceS ?? before?.silence_s ?? Math.max(SILENCE_S, leastS);
  if (silenceS < leastS)
    throw new UsageError(
      `a host would be silent after ${silenceS} s, and it may be heard once in ${tick} alone; allowed: --silence from ${leastS}s`,
    );
  return {
    kind: 'fund',
    config: { kind: 'config', digest: desk.digest, files, warnings: desk.warnings },
    hosts,
    snapshots_from: from,
    silence_s: silenceS,
    ...{ format: LOG_FORMAT, program: packageVersion(), at },
  };
}
