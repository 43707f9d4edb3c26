import pino from 'pino';
import { attachIntel, type AttachError } from '../attach';
import { EXIT } from './exit';
import { note } from './print';

export interface LiveFlags {
  readonly logs: string;
  readonly config: string;
  readonly out: string;
  readonly journal?: string;
}

/** `intel live`: attaches, logs incidents to stderr, and ends well on SIGTERM and SIGINT. */
export async function liveCommand(flags: LiveFlags): Promise<void> {
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
    note(`live: nothing to do: ${attachment.idle}`);
    return;
  }
  log.info({ code: 'attached', logs: flags.logs, out: flags.out }, 'following');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void attachment.stop());
  // An attachment keeps nobody alive.
  const alive = setInterval(() => undefined, 2 ** 30);
  const error = await attachment.done;
  clearInterval(alive);
  if (error === undefined) log.info({ code: 'stopped' }, 'stopped');
  else log.fatal({ code: error.name }, error.message);
  process.exitCode = error === undefined ? EXIT.done : exitOf(error);
}

function exitOf({ name }: AttachError): number {
  if (name === 'UsageError') return EXIT.usage;
  return name === 'OwnerError' || name === 'WorldError' ? EXIT.world : EXIT.bug;
}
