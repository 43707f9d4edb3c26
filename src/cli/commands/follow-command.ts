import pino from 'pino';
import { followEngine } from '../../../pipelines/hosts/follow-engine';
import { followJournal } from '../../../pipelines/live/follow';
import { followUntil } from '../../../pipelines/live/follow-until';
import type { FollowerOptions } from '../../../pipelines/live/journal-follower';
import { UsageError } from '../../io/files/failures';
import { packageVersion } from '../../io/files/package-root';
import { openEngine } from '../../io/log/nats/open-engine';
import { closedText, gatesOf } from '../../model/fund/gates';
import { onEndSignal } from '../terminal/end-signals';
import { exitCodeOf } from '../terminal/exit';
import { printNote } from '../terminal/print';

interface FollowFlags {
  readonly journal?: string;
  readonly engine?: string;
  readonly out: string;
  readonly standby?: boolean;
}

/** `intel follow`: follows a journal or the log on an engine, logs incidents to stderr, and ends well on a signal. */
export async function followCommand({ journal, engine, out, standby }: FollowFlags): Promise<void> {
  if ((journal === undefined) === (engine === undefined))
    throw new UsageError(
      'follow takes one of --journal, the journal of a live, and --engine, the engine.json of a fund',
    );
  const gates = gatesOf(process.env);
  if (!gates.enabled) {
    printNote(`follow does not start: ${closedText(process.env)}`);
    return;
  }
  const log = pino(
    { base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
  const ending = new AbortController();
  onEndSignal(() => {
    ending.abort();
  });
  const { signal } = ending;
  const options = {
    ...{ out, standby, gates, signal },
    onIncident: ({ level, code, message }) => {
      log[level]({ code }, message);
    },
  } satisfies FollowerOptions & { standby: boolean | undefined };
  log.info(
    { code: 'following', ...(journal === undefined ? { engine } : { journal }), out },
    standby === true ? 'follows as soon as the directory is free' : 'following',
  );
  try {
    if (journal !== undefined) await followUntil(followJournal({ ...options, journal }), signal);
    else
      await followEngine({
        ...options,
        open: (hooks) => openEngine(engine ?? '', hooks),
        program: packageVersion(),
      });
    log.info({ code: 'stopped' }, 'stopped');
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    log.fatal({ code: name }, message);
    process.exitCode = exitCodeOf(error);
  }
}
