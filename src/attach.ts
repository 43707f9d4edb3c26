import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Health } from './io/live/health';
import type { Incident } from './io/live/incidents';
import { GATE_NAMES, gatesOf, type Gates } from './model/gates';

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
  /** Told once when it cannot go on. */
  readonly onError?: ((error: AttachError) => void) | undefined;
  /** Told when something goes wrong, changes, or is over: a line for a log each. */
  readonly onIncident?: ((incident: Incident) => void) | undefined;
}

/** Why an attachment ended by itself. */
export interface AttachError {
  /** `OwnerError`: another instance has the directories. `WorldError`: a file. `UsageError`: no usable config. */
  readonly name: string;
  readonly message: string;
}

export interface Attachment {
  /** Why nothing was attached: a gate is closed. Undefined when it was. */
  readonly idle: string | undefined;
  /** Commits, publishes and ends. Never rejects. */
  stop(): Promise<void>;
  /** As of a second ago or less; undefined before the first look, and when nothing is attached. */
  health(): Health | undefined;
  /** Resolves when it has ended: with the reason where it could not go on. Never rejects. */
  readonly done: Promise<AttachError | undefined>;
}

/** What the attached thread says. */
export type AttachMessage =
  | { readonly kind: 'health'; readonly health: Health }
  | { readonly kind: 'incident'; readonly incident: Incident }
  | { readonly kind: 'ended'; readonly error: AttachError | undefined };

/** What the attached thread is started with. */
export interface AttachData {
  readonly logs: string;
  readonly config: string;
  readonly out: string;
  readonly journal: string | undefined;
  readonly gates: Gates;
}

/**
 * Attaches to an executor's logs from inside another program. All work is done in a thread of its own: the host's
 * loop only ever takes a message, and whatever fails there ends there. Never throws.
 */
export function attachIntel(options: AttachOptions): Attachment {
  const gates = gatesOf(options.env);
  if (!gates.enabled) return notAttached();
  const { logs, config, out, journal } = options;
  try {
    return attached(new Worker(...workerFor({ logs, config, out, journal, gates })), options);
  } catch (error) {
    const failed = asError(error);
    tell(options.onError, failed);
    return {
      idle: undefined,
      stop: () => Promise.resolve(),
      health: () => undefined,
      done: Promise.resolve(failed),
    };
  }
}

function notAttached(): Attachment {
  return {
    idle: `${GATE_NAMES.enabled} is not set to 1, true, yes or on`,
    stop: () => Promise.resolve(),
    health: () => undefined,
    done: Promise.resolve(undefined),
  };
}

function attached(worker: Worker, { onError, onIncident }: AttachOptions): Attachment {
  let health: Health | undefined;
  let ended = false;
  const done = new Promise<AttachError | undefined>((resolve) => {
    const end = (error: AttachError | undefined): void => {
      if (ended) return;
      ended = true;
      if (error !== undefined) tell(onError, error);
      resolve(error);
    };
    worker.on('message', (message: AttachMessage) => {
      if (message.kind === 'health') health = message.health;
      else if (message.kind === 'incident') tell(onIncident, message.incident);
      else end(message.error);
    });
    worker.on('error', (error) => {
      end(asError(error));
    });
    worker.on('exit', () => {
      end({ name: 'Error', message: 'the attached thread ended without a word' });
    });
  });
  return {
    idle: undefined,
    async stop() {
      if (!ended) worker.postMessage('stop');
      await done;
      await worker.terminate();
    },
    health: () => health,
    done,
  };
}

// From source the thread needs the same loader as its parent.
function workerFor(data: AttachData): ConstructorParameters<typeof Worker> {
  const extension = extname(__filename);
  const loader = extension === '.ts' ? { execArgv: ['--require', 'ts-node/register'] } : {};
  return [join(__dirname, `attach-worker${extension}`), { workerData: data, ...loader }];
}

function asError(error: unknown): AttachError {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}

// A listener of the host that throws is not our failure, and must not become the host's.
function tell<T>(listener: ((value: T) => void) | undefined, value: T): void {
  try {
    listener?.(value);
  } catch {
    // Nobody is left to be told.
  }
}
