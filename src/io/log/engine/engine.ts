import type { CommitLog, Outlet, MessagePlace, WriteTurns, WatchedOutlet } from '../commit-log';

/** The log of a fund on servers that several machines reach, and what belongs to it. */
export interface Engine {
  /** Which fund this is. */
  readonly tenant: string;
  readonly log: CommitLog;
  readonly turns: WriteTurns;
  readonly outlet: Outlet & WatchedOutlet;
  /** What the servers say of themselves. */
  info(): Promise<EngineInfo>;
  /** Makes the stream and the buckets of the fund, or changes them to what they are to be. What they hold stays. */
  make(wish: StreamWish): Promise<readonly MadeStream[]>;
  /** Ends all reading and lets go of the servers. What was added stays. */
  close(): Promise<void>;
}

/** What the servers of an engine say of themselves. */
export interface EngineInfo {
  /** The server that is spoken to. */
  readonly server: string;
  readonly version: string;
  /** The name of the cluster it is in; undefined for a server that is alone. */
  readonly cluster: string | undefined;
  /** Whether what is said to it is encrypted, and whether it asks who we are. */
  readonly tls: boolean;
  readonly auth: boolean;
  /** The largest message that the server takes, in bytes. */
  readonly maxPayload: number;
  /** The stream of the log, then the buckets; undefined for one that is not there. */
  readonly streams: readonly (readonly [name: string, facts: StreamFacts | undefined])[];
}

/** What a server says of a stream. */
export interface StreamFacts {
  /** How many servers keep a copy of each message. */
  readonly replicas: number;
  readonly messages: number;
  readonly bytes: number;
  readonly firstPlace: MessagePlace;
  readonly lastPlace: MessagePlace;
  /** How long a message is kept; undefined: for ever. */
  readonly keepMs: number | undefined;
  /** Why it cannot carry the log of this fund; undefined where it can. */
  readonly refused: string | undefined;
  /** Settings that are not as `intel engine init` makes them, in words. */
  readonly strays: readonly string[];
}

/** How a fund's stream and buckets are to be. */
export interface StreamWish {
  readonly replicas: number;
  /** How long a message is kept. */
  readonly keepMs: number;
}

/** What became of a stream or bucket. */
export interface MadeStream {
  readonly name: string;
  readonly done: 'made' | 'changed' | 'unchanged';
  /** The settings that were changed, in words. */
  readonly changes: readonly string[];
}

/** How it stands with the servers of an engine. */
export type EngineState =
  | { readonly kind: 'connected'; readonly server: string }
  /** They cannot be reached, or do not let us in; it is tried again, for ever. */
  | { readonly kind: 'waiting'; readonly servers: string; readonly reason: string };

/** What an engine tells of itself, and what ends the wait for it. */
export interface EngineHooks {
  /** Told each state once, as it begins. */
  readonly onState?: ((state: EngineState) => void) | undefined;
  /** What in its file is doubtful. */
  readonly onWarning?: ((message: string) => void) | undefined;
  /** Ends the wait for a first connection. */
  readonly signal?: AbortSignal | undefined;
}
