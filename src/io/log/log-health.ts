import type { HostState } from './log-records';

/** What a follower says of a host of its log. */
export interface HostHealth {
  /** How many of its commits count. */
  readonly commits: number;
  /** The machine and process that wrote the last one that this follower heard; null before. */
  readonly by: string | null;
  /** Up to where it has promised, ISO 8601; null before its first promise. */
  readonly promise: string | null;
  /** `lapsed`: silent for too long; `forgotten`: by a person. No tick waits for either. */
  readonly standing: HostState['standing'];
  /** When this follower heard it last, by its own clock, ISO 8601; null before. */
  readonly heard: string | null;
  /** Its commits, met since the start, that count for nobody. */
  readonly refused: number;
}

/** What the servers of a log say of themselves. */
export interface ServerHealth {
  readonly server: string;
  readonly version: string;
  /** How many servers keep a copy of each message; null where they do not say. */
  readonly replicas: number | null;
}

/** How the log of many hosts is followed: in intel_status.json. */
export interface LogHealth {
  /** The place of the last message that was followed; null before. */
  readonly place: number | null;
  /** Messages that lie behind it, as far as is known. */
  readonly behind: number;
  /** When nothing lay behind it last, ISO 8601; null before. */
  readonly caught_up: string | null;
  /** Since the start: how often the log had lost its end, or what lay before the place. */
  readonly rewound: number;
  readonly gaps: number;
  readonly hosts: Readonly<Record<string, HostHealth>>;
  /** Published files that the outlet took, that it had already as late or later, and offers that failed; null without one. */
  readonly outlet: { readonly taken: number; readonly refused: number; readonly failed: number } | null;
  /** Null before they were asked. */
  readonly servers: ServerHealth | null;
}
