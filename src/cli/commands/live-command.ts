import type { Logger } from 'pino';
import { attachIntel } from '../../attach/attach';
import type { AttachError } from '../../attach/attach-messages';
import { UsageError } from '../../io/files/failures';
import { journalBeside } from '../../io/journal/file-journal';
import { liveOnEngine } from '../live/live-on-engine';
import { serviceLog } from '../live/service';
import { Watch, watchSettings, type WatchFlags } from '../live/watch';
import { startDashboard, type Dashboard } from '../../dashboard/dashboard';
import { now } from '../../io/files/clock';
import { DEFAULT_PORT, portOption } from '../terminal/dashboard-options';
import { onEndSignal } from '../terminal/end-signals';
import { EXIT, explainFailure } from '../terminal/exit';
import { printNote } from '../terminal/print';

interface LiveFlags extends WatchFlags {
  readonly logs: string;
  readonly config: string;
  readonly out: string;
  readonly journal?: string;
  readonly takeOver?: boolean;
  readonly standby?: boolean;
  /** A port, or true for the usual one. */
  readonly dashboard?: string | true;
  readonly engine?: string;
  readonly host?: string;
}

/** `intel live`: attaches, logs incidents to stderr, and ends well on SIGTERM, SIGINT and SIGHUP. */
export async function liveCommand(flags: LiveFlags): Promise<void> {
  const { engine } = flags;
  if (engine !== undefined) return liveOnEngine({ ...flags, engine });
  if (flags.host !== undefined) throw new UsageError('--host is for --engine, which was not given');
  const { logs, out, standby } = flags;
  const settings = watchSettings(flags);
  const port = flags.dashboard === undefined ? undefined : portOf(flags.dashboard);
  const log = serviceLog();
  const watch = new Watch(settings, log);
  const post = await watch.post({ place: { out }, does: 'tick', standby, places: placesOf(flags) });
  const attachment = attachIntel({
    ...flags,
    env: process.env,
    incidentsTold: watch.isHeard,
    onIncident: post.take,
  });
  if (attachment.idle !== undefined) {
    printNote(`live does not start: ${attachment.idle}`);
    return;
  }
  log.info(
    { code: 'attached', logs, out },
    standby === true ? 'follows as soon as the directories are free' : 'following',
  );
  onEndSignal(() => void attachment.stop());
  watch.begin();
  post.begins(attachment);
  const dashboard = port === undefined ? undefined : await served(out, port, settings.staleAfterMs, log);
  const error = await attachment.done;
  await dashboard?.close();
  await watch.close(error);
  if (error === undefined) log.info({ code: 'stopped' }, 'stopped');
  else log.fatal({ code: error.name }, error.message);
  process.exitCode = error === undefined ? EXIT.done : exitOf(error);
}

function placesOf({ logs, config, out, journal }: LiveFlags): Readonly<Record<string, string>> {
  return { '--out': out, '--journal': journal ?? journalBeside(out), '--logs': logs, '--config': config };
}

function portOf(option: string | true): number {
  return portOption(option === true ? DEFAULT_PORT : option);
}

// A page that cannot be served does not keep the files from being current.
async function served(
  state: string,
  port: number,
  staleAfterMs: number,
  log: Logger,
): Promise<Dashboard | undefined> {
  const onError = (error: unknown): void => {
    log.error({ code: 'dashboard' }, explainFailure(error));
  };
  try {
    const dashboard = await startDashboard({ state, host: '127.0.0.1', port, staleAfterMs, now, onError });
    log.info({ code: 'dashboard', url: dashboard.url }, 'the Intelligence page is served');
    return dashboard;
  } catch (error) {
    onError(error);
    return undefined;
  }
}

function exitOf({ name }: AttachError): number {
  if (name === 'UsageError') return EXIT.usage;
  return name === 'OwnerError' || name === 'WorldError' ? EXIT.world : EXIT.bug;
}
