import { byCodeUnits } from '../../model/values/json';
import { shorten } from '../config/text/short-json';
import type { Fault } from './fault';
import { NOTED } from './row/event-kind';

/** What was read, for the summary. */
export interface Tally {
  /** Non-blank lines. */
  rows: number;
  blank: number;
  quarantined: number;
  /** Of the quarantined, rows later than the moment of reading allows. */
  future: number;
  /** Rows after the moment asked for, which is past: they are left out. */
  later: number;
  /** Rows that held NaN or Infinity. */
  nonfinite: number;
  /** Values of a wrong type, which count as missing. */
  mistyped: number;
  /** Rows of which only the time counts, by the name of their kind. */
  readonly noted: Map<string, number>;
  /** Last lines without a newline, or rows without one before a run of NUL, that were whole all the same. */
  unterminated: number;
  /** Bytes of NUL: a log that was cut under its writer has a hole of them. */
  nulBytes: number;
  bytes: number;
  /** The ts of the row that a log begins with, of the log that begins first; Infinity without a row. */
  earliest: number;
}

// A hostile log may name very many.
const MOST_KINDS = 32;
const OTHERS = 'others';
const EVERYDAY: ReadonlySet<string> = new Set([...NOTED, OTHERS]);

export function emptyTally(): Tally {
  return {
    rows: 0,
    blank: 0,
    quarantined: 0,
    future: 0,
    later: 0,
    nonfinite: 0,
    mistyped: 0,
    noted: new Map(),
    unterminated: 0,
    nulBytes: 0,
    bytes: 0,
    earliest: Infinity,
  };
}

/** More of the rows than this share cannot be used. */
export function isTooBad({ rows, quarantined }: Pick<Tally, 'rows' | 'quarantined'>, share: number): boolean {
  return rows > 0 && quarantined / rows > share;
}

/** Counts rows of a noted kind. */
export function note({ noted }: Tally, type: string, rows = 1): void {
  if (rows === 0) return;
  const kind = shorten(type);
  const name = EVERYDAY.has(kind) || noted.has(kind) || hasRoom(noted) ? kind : OTHERS;
  noted.set(name, (noted.get(name) ?? 0) + rows);
}

/** The noted kinds in words, the most frequent first; undefined for none. */
export function notedText({ noted }: Tally): string | undefined {
  const kinds = [...noted].sort(([a, m], [b, n]) => n - m || byCodeUnits(a, b));
  if (kinds.length === 0) return undefined;
  return `noted: ${kinds.map(([kind, rows]) => `${rows} ${kind.replaceAll('\n', ' ')}`).join(', ')}`;
}

/** In words, where there were rows and none can be used: `first` is the first that cannot. */
export function nothingUsable(
  { rows, quarantined, later }: Tally,
  first: Fault | undefined,
): string | undefined {
  if (rows === 0 || rows > quarantined + later) return undefined;
  if (first === undefined || later > quarantined)
    return `all ${rows} rows are after the as-of; allowed: a moment that the logs reach`;
  const { file, offset, reason, detail } = first;
  return `none of the ${rows} rows can be used; the first, ${file}@${offset}: ${reason}: ${detail}; allowed: one JSON object a line, as the executor writes it`;
}

// Rows of the everyday kinds may be counted later than they were read: they take no room from others.
function hasRoom(noted: Tally['noted']): boolean {
  return [...noted.keys()].filter((name) => !EVERYDAY.has(name)).length < MOST_KINDS;
}
