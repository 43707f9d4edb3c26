import { mirrorEngine } from '../../../pipelines/hosts/engine/mirror';
import { openEngine } from '../../io/log/nats/open-engine';
import { closedText, gatesOf } from '../../model/fund/gates';
import { runService, serviceLog } from '../live/service';
import { Watch, watchSettings, type WatchFlags } from '../live/watch';
import { printNote } from '../terminal/print';

interface MirrorFlags extends Omit<WatchFlags, 'metricsFile'> {
  readonly engine: string;
  readonly out: string;
  readonly standby?: boolean;
}

/** `intel mirror`: writes the files of an outlet to disk, logs incidents to stderr, and ends well on a signal. */
export async function mirrorCommand(flags: MirrorFlags): Promise<void> {
  const { engine, out, standby } = flags;
  const settings = watchSettings(flags);
  const gates = gatesOf(process.env);
  if (!gates.enabled) {
    printNote(`mirror does not start: ${closedText(process.env)}`);
    return;
  }
  const log = serviceLog();
  const watch = new Watch(settings, log);
  // It has no ticks: `outlet_silent` says that nothing comes.
  const post = await watch.post({ place: { out }, does: 'tick', isPatient: true, places: {} });
  log.info({ code: 'mirroring', engine, out }, 'mirroring');
  await runService(log, (signal) =>
    watch.during(() =>
      mirrorEngine({
        ...{ out, standby, silentMs: settings.staleAfterMs, gates, signal },
        open: (hooks) => openEngine(engine, hooks),
        onStart: post.begins,
        onIncident: post.take,
      }),
    ),
  );
}
