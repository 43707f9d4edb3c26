import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { checkArguments } from '../door/check-arguments';
import { UsageError } from '../io/files/failures';
import type { Health } from '../io/publish/health';
import type { Incident } from '../io/publish/incidents';
import { markCutOff } from '../io/publish/cut-off';
import { journalBeside } from '../io/journal/file-journal';
import { isOwnedBy, newToken, releaseStale } from '../io/lock/owner-lock';
import { threadFile } from '../io/files/thread-file';
import { closedText, gatesOf, type Gates } from '../model/fund/gates';
import type { AttachData, AttachError, AttachMessage, HostMessage } from './attach-messages';

export interface AttachOptions {
  /** The directory that holds execution/ and state/. */
  readonly logs: string;
  readonly config: string;
  /** Where the state files go. Nothing is written outside it and the journal. */
  readonly out: string;
  /** Where the arrivals go; `journal/` beside `out` by default. */
  readonly journal?: string | undefined;
  /** Holds the gates, such as `process.env`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Replace state files that another program wrote; else nothing is attached where there are any. */
  readonly takeOver?: boolean | undefined;
  /** Wait while another has the directories, and go on when that has ended; else that is an OwnerError. */
  readonly standby?: boolean | undefined;
  /** Whether the host tells a person of incidents; the status says so, and the next start need not tell them again. */
  readonly incidentsTold?: boolean | undefined;
  /** Told once when it cannot go on. */
  readonly onError?: ((error: AttachError) => void) | undefined;
  /** Told when something goes wrong, changes, or is over: a line for a log each. */
  readonly onIncident?: ((incident: Incident) => void) | undefined;
}

export interface Attachment {
  /** Why nothing was attached: a gate is closed. Undefined when it was. */
  readonly idle: string | undefined;
  /** Commits, publishes and ends, within two seconds: what takes longer is cut off. Never rejects. */
  stop(): Promise<void>;
  /** As of a second ago or less; undefined before the first look, and when nothing is attached. */
  health(): Health | undefined;
  /** Adds trouble of the host's to the warnings of the status, changes its message, or ends it (undefined). */
  warn(code: string, message: string | undefined): void;
  /** Resolves when it has ended: with the reason where it could not go on. Never rejects. */
  readonly done: Promise<AttachError | undefined>;
}

const STOP_MS = 1500;
const END_MS = 300;
const CUT_OFF: Incident = {
  level: 'warn',
  code: 'cut_off',
  message: `live did not end within ${STOP_MS} ms and was terminated; the next start goes on from the last commit`,
  phase: 'event',
};

/**
 * Attaches to an executor's logs from inside another program. All work is done in a thread of its own: the host's
 * loop only ever takes a message, and whatever fails there ends there. It does not keep a host alive that has nothing
 * else to do: one that waits for it must hold on to something. Never throws.
 */
export function attachIntel(options: AttachOptions): Attachment {
  try {
    checkArguments('attachIntel', [options]);
    const gates = gatesOf(options.env);
    if (!gates.enabled) return notAttached(closedText(options.env));
    return attached(dataOf(options, gates), options);
  } catch (error) {
    const failed = asError(error);
    // What is no options has no listener either.
    notify<AttachError>((told) => options.onError?.(told), failed);
    return notAttached(undefined, failed);
  }
}

function notAttached(idle: string | undefined, error?: AttachError): Attachment {
  const nothing = (): undefined => undefined;
  return {
    idle,
    stop: () => Promise.resolve(),
    health: nothing,
    warn: nothing,
    done: Promise.resolve(error),
  };
}

function attached(data: AttachData, { onError, onIncident }: AttachOptions): Attachment {
  const [path, options] = threadFile(__filename, 'attach-worker');
  const worker = new Worker(path, { ...options, workerData: data });
  let health: Health | undefined;
  let ended = false;
  let resolveDone: (error: AttachError | undefined) => void = () => undefined;
  const done = new Promise<AttachError | undefined>((resolved) => {
    resolveDone = resolved;
  });
  const end = (error: AttachError | undefined): void => {
    if (ended) return;
    ended = true;
    if (error !== undefined) notify(onError, error);
    resolveDone(error);
  };
  const say = (message: HostMessage): void => {
    worker.postMessage(message);
  };
  worker.on('message', (message: AttachMessage) => {
    if (message.kind === 'health') health = message.health;
    else if (message.kind === 'incident') notify(onIncident, message.incident);
    else end(message.error);
  });
  worker.on('error', (error) => {
    end(asError(error));
  });
  const exited = new Promise<void>((resolved) => {
    worker.on('exit', () => {
      end({ name: 'Error', message: 'the thread of live ended without a message' });
      // Only now: until it ended the thread may still have written.
      void releaseEnded(data).then(resolved);
    });
  });
  // A host that has nothing left to do ends, and its thread with it. Listeners would undo it: it comes after them.
  worker.unref();
  return {
    idle: undefined,
    async stop() {
      worker.ref();
      if (!ended) say({ kind: 'stop' });
      await withinMs(STOP_MS, done);
      if (!ended) {
        notify(onIncident, CUT_OFF);
        end(undefined);
      }
      void worker.terminate();
      // Not longer: a thread that waits for a disk that hangs cannot be ended.
      await withinMs(END_MS, exited);
      worker.unref();
    },
    health: () => health,
    warn(code, message) {
      if (!ended) say({ kind: 'warn', code, message });
    },
    done,
  };
}

// For a thread that ended without giving its directories up: their lock names this process, which lives on.
async function releaseEnded({ out, journal, token }: AttachData): Promise<void> {
  if (isOwnedBy(out, token)) await markCutOff(out).catch(() => undefined);
  await releaseStale([out, journal], token);
}

// The host may change its working directory later.
function dataOf(
  { logs, config, out, journal, takeOver = false, standby = false, incidentsTold = false }: AttachOptions,
  gates: Gates,
): AttachData {
  for (const [name, path] of Object.entries({ logs, config, out, journal }))
    if (path === '')
      throw new UsageError(
        `${name} was ""; it must name a directory: an empty path would be the working directory`,
      );
  return {
    logs: resolve(logs),
    config: resolve(config),
    out: resolve(out),
    journal: journal === undefined ? journalBeside(out) : resolve(journal),
    gates,
    takeOver,
    standby,
    incidentsTold,
    token: newToken(),
  };
}

async function withinMs(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolved) => {
    timer = setTimeout(resolved, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

function asError(error: unknown): AttachError {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}

// A listener of the host that throws, now or later, is not our failure, and must not become the host's.
function notify<T>(listener: ((value: T) => unknown) | undefined, value: T): void {
  const telling = async (): Promise<unknown> => await listener?.(value);
  // Nobody is left to be told.
  telling().catch(() => undefined);
}
