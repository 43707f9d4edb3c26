/** The log of a fund that many hosts write and many followers read: a port. `NatsLog` keeps it on a server. */

/** A place in a log; later places compare greater. Where to read, never an identity: a log that lost its end gives the
 * places of that end again. */
export type MessagePlace = bigint;

/** Whose message it is: `j.HOST` of a host's commits, `ctl.config`, `ctl.lapse`, `ctl.forget`, or `head`. */
export type Writer = string;

/** A message of a log. */
export interface Appended {
  readonly kind: 'appended';
  readonly place: MessagePlace;
  readonly writer: Writer;
  readonly text: Uint8Array;
  /** When the log took it, epoch ms by its own clock: for people to see. Nothing is computed from it. */
  readonly atMs: number;
}

/** What a reader asked for is not there any more: the first message that is left lies at `place`. */
export interface LogGap {
  readonly kind: 'gap';
  readonly place: MessagePlace;
}

/** The log no longer holds what was read: it lost its end, and perhaps goes on from there. It must be read anew. */
export interface LogRewound {
  readonly kind: 'rewound';
}

export type LogPart = Appended | LogGap | LogRewound;

/** A message that was read: reading goes on after it as long as it lies where it lay. */
export type Mark = Pick<Appended, 'place' | 'text'>;

export interface LogReading {
  /** Read what comes after this message; else from the first one that is left, which is no gap. */
  readonly after?: Mark | undefined;
  /** Read what comes after a place whose message is not at hand. */
  readonly afterPlace?: MessagePlace | undefined;
  /** Of these writers alone. */
  readonly writers?: readonly Writer[] | undefined;
  /** End at what was last when the reading began; else wait for more. */
  readonly ends?: boolean | undefined;
  /** Ends the reading. */
  readonly signal?: AbortSignal | undefined;
}

export interface CommitLog {
  /**
   * Adds a message of a writer whose last one lies at `after` (undefined: it has none; `any`: wherever). Resolves when
   * the log has it. `stale`: the writer's last message is another, and nothing was added. Throws an UnsureError where
   * it cannot be known whether it was added, a WorldError where it was not.
   */
  append(
    writer: Writer,
    text: Uint8Array,
    after: MessagePlace | undefined | 'any',
  ): Promise<MessagePlace | 'stale'>;
  /**
   * The messages in order, each asked for when the one before was used: what waits is bounded. After `rewound` it
   * ends. While the log cannot be reached it waits, however long; what the log refuses for good is a WorldError.
   */
  read(reading: LogReading): AsyncIterable<LogPart>;
  /** The last message of a writer; undefined for none, and when told to stop. Waits for the log as `read` does. */
  lastOf(writer: Writer, signal?: AbortSignal): Promise<Appended | undefined>;
  /** Ends all reading; nothing can be added any more. */
  close(): Promise<void>;
}

/** Whether a message was added cannot be known: the answer was lost, or came too late. */
export class UnsureError extends Error {
  constructor(log: string, what: string) {
    super(`${log}: ${what}`);
    this.name = 'UnsureError';
  }
}

/** Whose turn it is to write for a host. It saves work; what counts is decided by the log alone. */
export interface WriteTurns {
  /**
   * Resolves when it is this process's turn; undefined when told to stop before. `lost` is aborted when the turn goes
   * to another. `onWait` is told who has it, machine and process, each time that it is another.
   */
  take(
    writer: Writer,
    lost: AbortController,
    signal?: AbortSignal,
    onWait?: (holder: string) => void,
  ): Promise<WriteTurn | undefined>;
}

/** A turn that is held. */
export interface WriteTurn {
  release(): Promise<void>;
}

/** The state files for those who run no follower. */
export interface Outlet {
  /**
   * Puts the file there if its `asOf` is later than that of the one that is there, and says whether it was. Throws an
   * UnsureError where the outlet cannot be reached, a WorldError where it does not keep the file.
   */
  offer(file: OfferedFile): Promise<boolean>;
}

/** The state files of an outlet as they come, for those who run no follower. */
export interface WatchedOutlet {
  /**
   * Each file as it is now and whenever it is replaced by a later one, never by an earlier one. `onSpoilt` is told the
   * name of one that is not as it was put there, which is left out.
   */
  watch(signal: AbortSignal, onSpoilt?: (name: string) => void): AsyncIterable<OfferedFile>;
}

/** A state file as it is published. */
export interface OfferedFile {
  readonly name: string;
  readonly asOfMs: number;
  readonly content: string;
}
