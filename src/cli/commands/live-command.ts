import type { Logger } from 'pino';
import { attachIntel, type Attachment } from '../../attach/attach';
import type { AttachError } from '../../attach/attach-messages';
import { keepMetricsFile, type MetricsFile } from '../../dashboard/metrics-file';
import { UsageError } from '../../io/files/failures';
import { toldBefore } from '../../io/hook/told-before';
import { journalBeside } from '../../io/journal/file-journal';
import type { Incident } from '../../io/publish/incidents';
import { IncidentTelling } from '../live/incident-telling';
import { liveOnEngine } from '../live/live-on-engine';
import { metricsPath } from '../live/metrics-path';
import { logIncident, serviceLog } from '../live/service';
import { wholeOption } from '../terminal/options';
import { startDashboard, type Dashboard } from '../../dashboard/dashboard';
import { now } from '../../io/files/clock';
import { DEFAULT_PORT, portOption, staleAfterOption } from '../terminal/dashboard-options';
import { onEndSignal } from '../terminal/end-signals';
import { EXIT, explainFailure } from '../terminal/exit';
import { printNote } from '../terminal/print';

interface LiveFlags {
  readonly logs: string;
  readonly config: string;
  readonly out: string;
  readonly journal?: string;
  readonly takeOver?: boolean;
  readonly standby?: boolean;
  /** A port, or true for the usual one. */
  readonly dashboard?: string | true;
  readonly staleAfter: string;
  readonly metricsFile?: string;
  readonly onIncident?: string;
  readonly incidentRate: string;
  readonly engine?: string;
  readonly host?: string;
}

/** How often it is looked at how live is doing. */
const LOOK_MS = 1000;

/** `intel live`: attaches, logs incidents to stderr, and ends well on SIGTERM, SIGINT and SIGHUP. */
export async function liveCommand(flags: LiveFlags): Promise<void> {
  if (flags.engine !== undefined) return onEngine(flags, flags.engine);
  if (flags.host !== undefined) throw new UsageError('--host is for --engine, which was not given');
  const { logs, out, onIncident } = flags;
  if (onIncident?.trim() === '')
    throw new UsageError('--on-incident was blank; allowed: a command for sh -c');
  const port = flags.dashboard === undefined ? undefined : portOf(flags.dashboard);
  const staleAfterMs = staleAfterOption(flags.staleAfter);
  const perMinute = wholeOption('--incident-rate', flags.incidentRate, 1);
  const metrics =
    flags.metricsFile === undefined ? undefined : await metricsPath(flags.metricsFile, placesOf(flags));
  const known = onIncident === undefined ? {} : await toldBefore(out);
  const log = serviceLog();
  const tell = (incident: Incident): void => {
    logIncident(log, incident);
  };
  const attachment = attachIntel({
    ...flags,
    env: process.env,
    incidentsTold: onIncident !== undefined,
    onIncident: (incident) => {
      tell(incident);
      telling?.take(incident, now());
    },
  });
  if (attachment.idle !== undefined) {
    printNote(`live does not start: ${attachment.idle}`);
    return;
  }
  const warn: Attachment['warn'] = (code, message) => {
    attachment.warn(code, message);
  };
  const telling =
    onIncident === undefined
      ? undefined
      : new IncidentTelling({
          ...{
            command: onIncident,
            perMinute,
            out,
            staleAfterMs,
            known,
            warn,
            startMs: now(),
            log: tell,
          },
        });
  log.info(
    { code: 'attached', logs, out },
    flags.standby === true ? 'follows as soon as the directories are free' : 'following',
  );
  onEndSignal(() => void attachment.stop());
  // An attachment keeps nobody alive; this does.
  const looking = setInterval(() => {
    telling?.look(attachment.health(), now());
  }, LOOK_MS);
  const dashboard = port === undefined ? undefined : await served(out, port, staleAfterMs, log);
  const metricsFile = metrics === undefined ? undefined : await kept(metrics, out, staleAfterMs, warn);
  const error = await attachment.done;
  clearInterval(looking);
  await Promise.all([dashboard?.close(), metricsFile?.close()]);
  const untold = await telling?.close(error, now());
  if (untold !== undefined && untold > 0)
    log.warn({ code: 'on_incident' }, `${String(untold)} incidents were not told`);
  if (error === undefined) log.info({ code: 'stopped' }, 'stopped');
  else log.fatal({ code: error.name }, error.message);
  process.exitCode = error === undefined ? EXIT.done : exitOf(error);
}

// What belongs to a journal of its own, and what is served by other commands, is refused rather than left out.
function onEngine(flags: LiveFlags, engine: string): Promise<void> {
  const { journal, dashboard, metricsFile, onIncident } = flags;
  const others = { '--journal': journal, '--on-incident': onIncident, '--metrics-file': metricsFile };
  for (const [flag, value] of Object.entries({ ...others, '--dashboard': dashboard }))
    if (value !== undefined)
      throw new UsageError(
        `live takes ${flag} or --engine, not both; see \`intel ship\` and \`intel dashboard\``,
      );
  return liveOnEngine({ ...flags, engine });
}

function placesOf({ logs, config, out, journal }: LiveFlags): Readonly<Record<string, string>> {
  return { '--out': out, '--journal': journal ?? journalBeside(out), '--logs': logs, '--config': config };
}

function kept(
  path: string,
  state: string,
  staleAfterMs: number,
  warn: Attachment['warn'],
): Promise<MetricsFile> {
  const onTrouble = (message: string | undefined): void => {
    warn('metrics_file', message);
  };
  return keepMetricsFile({ path, state, staleAfterMs, now, onTrouble });
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
