import { mirrorEngine } from '../../../pipelines/hosts/engine/mirror';
import { openEngine } from '../../io/log/nats/open-engine';
import { closedText, gatesOf } from '../../model/fund/gates';
import { logIncident, runService, serviceLog } from '../live/service';
import { staleAfterOption } from '../terminal/dashboard-options';
import { printNote } from '../terminal/print';

interface MirrorFlags {
  readonly engine: string;
  readonly out: string;
  readonly standby?: boolean;
  readonly staleAfter: string;
}

/** `intel mirror`: writes the files of an outlet to disk, logs incidents to stderr, and ends well on a signal. */
export async function mirrorCommand(flags: MirrorFlags): Promise<void> {
  const { engine, out, standby } = flags;
  const silentMs = staleAfterOption(flags.staleAfter);
  const gates = gatesOf(process.env);
  if (!gates.enabled) {
    printNote(`mirror does not start: ${closedText(process.env)}`);
    return;
  }
  const log = serviceLog();
  log.info({ code: 'mirroring', engine, out }, 'mirroring');
  await runService(log, (signal) =>
    mirrorEngine({
      ...{ out, standby, silentMs, gates, signal },
      open: (hooks) => openEngine(engine, hooks),
      onIncident: (incident) => {
        logIncident(log, incident);
      },
    }),
  );
}
