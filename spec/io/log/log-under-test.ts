import type { CommitLog, LogPart, LogReading, MessagePlace } from '../../../src/io/log/commit-log';

/** A log, and what befalls it. */
export interface LogUnderTest {
  readonly log: CommitLog;
  /** Loses what lies at this place and before. */
  readonly prune: (upTo: MessagePlace) => Promise<void>;
  /** Keeps what the log holds now; the answer puts it back, and what came since is lost. */
  readonly keep: () => Promise<() => Promise<void>>;
}

/** Runs `use` on a new, empty log. */
export type WithLog = (use: (under: LogUnderTest) => Promise<void>) => Promise<void>;

export function bytes(text: string): Uint8Array {
  return Buffer.from(text);
}

/** A part in short: `3 j.a x`, `gap 4` or `rewound`. */
function short(part: LogPart): string {
  switch (part.kind) {
    case 'appended':
      return `${part.place} ${part.writer} ${Buffer.from(part.text).toString()}`;
    case 'gap':
      return `gap ${part.place}`;
    case 'rewound':
      return part.kind;
  }
}

/** All that a reading gives until it ends, in short. */
export async function allOf(log: CommitLog, reading: LogReading = {}): Promise<readonly string[]> {
  const parts: string[] = [];
  for await (const part of log.read({ ends: true, ...reading })) parts.push(short(part));
  return parts;
}

/** Adds texts of one writer, one after the other; their places. */
export async function addAll(
  log: CommitLog,
  writer: string,
  texts: readonly string[],
): Promise<readonly MessagePlace[]> {
  const places: MessagePlace[] = [];
  for (const text of texts) {
    const place = await log.append(writer, bytes(text), 'any');
    if (place === 'stale') throw new Error(`${text} was stale`);
    places.push(place);
  }
  return places;
}

/** A reading that waits for more: what it gives, as it is asked for. */
export function following(
  log: CommitLog,
  reading: LogReading = {},
): { next(): Promise<string>; end(): Promise<void> } {
  const ending = new AbortController();
  const parts = log.read({ signal: ending.signal, ...reading })[Symbol.asyncIterator]();
  return {
    next: async () => {
      const result = await parts.next();
      return result.done === true ? 'end' : short(result.value);
    },
    end: async () => {
      ending.abort();
      await parts.return?.();
    },
  };
}
