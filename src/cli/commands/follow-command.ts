import { followEngine } from '../../../pipelines/hosts/follow-engine';
import { followJournal } from '../../../pipelines/live/follow';
import { followUntil } from '../../../pipelines/live/follow-until';
import { UsageError } from '../../io/files/failures';
import { packageVersion } from '../../io/files/package-root';
import { openEngine } from '../../io/log/nats/open-engine';
import type { Incident } from '../../io/publish/incidents';
import { closedText, gatesOf } from '../../model/fund/gates';
import { logIncident, runService, serviceLog } from '../live/service';
import { printNote } from '../terminal/print';

interface FollowFlags {
  readonly journal?: string;
  readonly engine?: string;
  readonly out: string;
  readonly standby?: boolean;
}

/** `intel follow`: follows a journal or the log on an engine, logs incidents to stderr, and ends well on a signal. */
export async function followCommand({ journal, engine, out, standby }: FollowFlags): Promise<void> {
  const from = oneOf(journal, engine);
  const gates = gatesOf(process.env);
  if (!gates.enabled) {
    printNote(`follow does not start: ${closedText(process.env)}`);
    return;
  }
  const log = serviceLog();
  const onIncident = (incident: Incident): void => {
    logIncident(log, incident);
  };
  const options = { out, standby, gates, onIncident };
  log.info(
    { code: 'following', ...from, out },
    standby === true ? 'follows as soon as the directory is free' : 'following',
  );
  await runService(log, (signal) =>
    'journal' in from
      ? followUntil(followJournal({ ...options, ...from }), signal)
      : followEngine({
          ...options,
          open: (hooks) => openEngine(from.engine, hooks),
          program: packageVersion(),
          signal,
        }),
  );
}

function oneOf(
  journal: string | undefined,
  engine: string | undefined,
): { readonly journal: string } | { readonly engine: string } {
  if (journal !== undefined && engine === undefined) return { journal };
  if (engine !== undefined && journal === undefined) return { engine };
  throw new UsageError(
    'follow takes one of --journal, the journal of a live, and --engine, the engine.json of a fund',
  );
}
