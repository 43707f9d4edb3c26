import pino from 'pino';
import { followJournal } from '../../../pipelines/live/follow';
import { OwnerError, UsageError, WorldError } from '../../io/files/failures';
import { closedText, gatesOf } from '../../model/fund/gates';
import { onEndSignal } from '../terminal/end-signals';
import { EXIT } from '../terminal/exit';
import { printNote } from '../terminal/print';

interface FollowFlags {
  readonly journal: string;
  readonly out: string;
  readonly standby?: boolean;
}

/** `intel follow`: follows the journal of a live, logs incidents to stderr, and ends well on a signal. */
export async function followCommand({ journal, out, standby }: FollowFlags): Promise<void> {
  for (const [flag, path] of Object.entries({ '--journal': journal, '--out': out }))
    if (path === '') throw new UsageError(`${flag} was ""; it must name a directory`);
  const gates = gatesOf(process.env);
  if (!gates.enabled) {
    printNote(`follow does not start: ${closedText(process.env)}`);
    return;
  }
  const log = pino(
    { base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
  const following = followJournal({
    ...{ journal, out, standby, gates },
    onIncident: ({ level, code, message }) => {
      log[level]({ code }, message);
    },
  });
  onEndSignal(() => void following.stop().catch(() => undefined));
  log.info(
    { code: 'following', journal, out },
    standby === true ? 'follows as soon as the directory is free' : 'following',
  );
  try {
    await following.done;
    log.info({ code: 'stopped' }, 'stopped');
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    log.fatal({ code: name }, message);
    process.exitCode = exitOf(error);
  }
}

function exitOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  return error instanceof OwnerError || error instanceof WorldError ? EXIT.world : EXIT.bug;
}
