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
  /** Ends all reading and lets go of the servers. What was added stays. */
  close(): Promise<void>;
}

/** What the servers of an engine say of themselves. */
export interface EngineInfo {
  /** The server that is spoken to. */
  readonly server: string;
  readonly version: string;
  /** How many servers keep a copy of each message. */
  readonly replicas: number;
  /** The largest message that the server takes, in bytes. */
  readonly maxPayload: number;
  readonly messages: number;
  readonly bytes: number;
  readonly firstPlace: MessagePlace;
  readonly lastPlace: MessagePlace;
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
