import pino, { type Logger } from 'pino';
import { attachIntel, type AttachError } from '../../attach/attach';
import { startDashboard, type Dashboard } from '../../dashboard/dashboard';
import { now } from '../../io/files/clock';
import {
  DEFAULT_PORT,
  DEFAULT_STALE_AFTER,
  portOption,
  staleAfterOption,
} from '../terminal/dashboard-options';
import { onEndSignal } from '../terminal/end-signals';
import { EXIT, explainFailure } from '../terminal/exit';
import { printNote } from '../terminal/print';

interface LiveFlags {
  readonly logs: string;
  readonly config: string;
  readonly out: string;
  readonly journal?: string;
  readonly takeOver?: boolean;
  /** A port, or true for the usual one. */
  readonly dashboard?: string | true;
}

/** `intel live`: attaches, logs incidents to stderr, and ends well on SIGTERM, SIGINT and SIGHUP. */
export async function liveCommand(flags: LiveFlags): Promise<void> {
  const port = flags.dashboard === undefined ? undefined : portOf(flags.dashboard);
  const log = pino(
    { base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
  const attachment = attachIntel({
    ...flags,
    env: process.env,
    onIncident: ({ level, code, message }) => {
      log[level]({ code }, message);
    },
  });
  if (attachment.idle !== undefined) {
    printNote(`live does not start: ${attachment.idle}`);
    return;
  }
  log.info({ code: 'attached', logs: flags.logs, out: flags.out }, 'following');
  onEndSignal(() => void attachment.stop());
  // An attachment keeps nobody alive.
  const alive = setInterval(() => undefined, 2 ** 30);
  const dashboard = port === undefined ? undefined : await served(flags.out, port, log);
  const error = await attachment.done;
  clearInterval(alive);
  await dashboard?.close();
  if (error === undefined) log.info({ code: 'stopped' }, 'stopped');
  else log.fatal({ code: error.name }, error.message);
  process.exitCode = error === undefined ? EXIT.done : exitOf(error);
}

function portOf(option: string | true): number {
  return portOption(option === true ? DEFAULT_PORT : option);
}

// A page that cannot be served does not keep the files from being current.
async function served(state: string, port: number, log: Logger): Promise<Dashboard | undefined> {
  const onError = (error: unknown): void => {
    log.error({ code: 'dashboard' }, explainFailure(error));
  };
  try {
    const staleAfterMs = staleAfterOption(DEFAULT_STALE_AFTER);
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
