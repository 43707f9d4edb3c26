import { mirrorEngine, type MirrorEngineOptions } from '../../../pipelines/hosts/engine/mirror';
import type { OpenEngine } from '../../../pipelines/hosts/engine/over-engine';
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
  const { engine, out } = flags;
  const settings = watchSettings(flags);
  const gates = gatesOf(process.env);
  if (!gates.enabled) {
    printNote(`mirror does not start: ${closedText(process.env)}`);
    return;
  }
  const log = serviceLog();
  const watch = new Watch(settings, log);
  const mirror = await watchedMirror(flags, { gates, silentMs: settings.staleAfterMs }, watch);
  log.info({ code: 'mirroring', engine, out }, 'mirroring');
  await runService(log, (signal) => watch.during(() => mirror(signal)));
}

async function watchedMirror(
  { engine, out, standby }: MirrorFlags,
  settings: Pick<MirrorEngineOptions, 'gates' | 'silentMs'>,
  watch: Watch,
): Promise<(signal: AbortSignal) => Promise<void>> {
  // It has no ticks: `outlet_silent` says that nothing comes.
  const { take, begins } = await watch.post({ place: { out }, does: undefined, places: {} });
  const open: OpenEngine = (hooks) => openEngine(engine, hooks);
  return (signal) =>
    mirrorEngine({ ...settings, out, standby, signal, open, onStart: begins, onIncident: take });
}
