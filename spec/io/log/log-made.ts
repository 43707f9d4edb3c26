import type { CommitLog } from '../../../src/io/log/commit-log';
import { settingsFrom } from '../../../src/model/fund/settings';
import type { SealedCommit } from '../../../src/io/journal/journal';
import type { Arrival, ConfigRecord } from '../../../src/io/journal/journal-records';
import { afterMessage, EMPTY_LOG } from '../../../src/io/log/fold-log';
import { writerOf } from '../../../src/io/log/host-token';
import type { ControlRecord, FundRecord, LogState } from '../../../src/io/log/log-records';
import { controlMessage, hostMessage, readMessage } from '../../../src/io/log/message-text';

/** Messages of a log of many hosts, as they are written. */

/** 2023-11-14T22:13:20Z. */
export const AT = 1_700_000_000_000;
export const BY = { format: 1, program: '0.1.0' } as const;

export interface Written {
  readonly writer: string;
  readonly text: Uint8Array;
}

/** A config with a tick of a second that waits for nobody. */
export function configOf(settings: object = {}): ConfigRecord {
  const all = settingsFrom({ tick: '1s', lateness: '0s', windows: ['1m'], horizon: '2m', ...settings });
  const files = { settings: all, limits: {}, universe: {} };
  return { kind: 'config', digest: JSON.stringify(settings), files, warnings: [] };
}

export function fundOf(hosts: readonly string[], others: Partial<FundRecord> = {}): FundRecord {
  const [first = 'a'] = hosts;
  const fund = { config: configOf(), hosts, snapshots_from: first, silence_s: 30, at: AT };
  return { kind: 'fund', ...fund, ...BY, ...others };
}

const CONTROL = { fund: 'ctl.config', lapse: 'ctl.lapse', forget: 'ctl.forget', head: 'head' } as const;

export function control(record: ControlRecord): Written {
  return { writer: CONTROL[record.kind], text: controlMessage(record) };
}

export function lapse(host: string, after: string | null, at = AT): Written {
  return control({ kind: 'lapse', host, after, at, ...BY });
}

export function forget(host: string): Written {
  return control({ kind: 'forget', host, at: AT, ...BY });
}

/** What writes the commits of one host, one after the other. */
export class Pen {
  seq = 0;
  seal: string | null = null;

  constructor(
    readonly host: string,
    readonly by = `${host}/1`,
  ) {}

  /** The next commit. */
  write(records: readonly Arrival[], at = AT): Written {
    const { seq, seal: prev, by } = this;
    const facts = { kind: 'commit', seq, at, steps: {}, quarantine: 0 } as const;
    const { text, seal } = hostMessage(records, { ...facts, prev, by, ...BY });
    this.seq++;
    this.seal = seal;
    return { writer: writerOf(this.host), text };
  }

  /** The next commit, with a promise up to so many ms after AT. */
  promise(ms: number, at = AT): Written {
    return this.write([{ kind: 'mark', promise: AT + ms }], at);
  }

  /** Another process of the same host, at the same commit. */
  copy(by: string): Pen {
    const pen = new Pen(this.host, by);
    [pen.seq, pen.seal] = [this.seq, this.seal];
    return pen;
  }
}

export interface Folded {
  readonly state: LogState;
  readonly entries: readonly SealedCommit[];
  /** The hosts whose commits count for nobody, one for each. */
  readonly refused: readonly string[];
  /** The hosts whose commits count but for what they say in the name of the log, one for each. */
  readonly overstepped: readonly string[];
}

/** What these messages add up to. */
export function foldOf(messages: readonly Written[], from = EMPTY_LOG): Folded {
  let state = from;
  const entries: SealedCommit[] = [];
  const [refused, overstepped]: [string[], string[]] = [[], []];
  for (const { writer, text } of messages) {
    const counted = afterMessage(state, writer, readMessage(writer, text));
    ({ state } = counted);
    if (counted.entry !== undefined) entries.push(counted.entry);
    if (counted.refused !== undefined) refused.push(counted.refused);
    if (counted.overstepped !== undefined) overstepped.push(counted.overstepped);
  }
  return { state, entries, refused, overstepped };
}

/** What the records of a log's journal say, in short words: promises by ms after AT. */
export function wordsOf(entries: readonly SealedCommit[]): readonly string[] {
  return entries.flatMap(({ records }) =>
    records.map((record) => {
      switch (record.kind) {
        case 'mark':
          return `mark ${record.promise - AT}`;
        case 'caution':
          return `${record.lifted === true ? 'lift' : 'caution'} ${record.code}`;
        case 'config':
          return 'config';
        case 'snapshot':
          return `snapshot ${record.name}`;
        case 'rows':
          return `rows ${record.lines.toString('latin1').trim()}`;
        default:
          return record satisfies never;
      }
    }),
  );
}

/** A head that says what these messages add up to. */
export function headOf(messages: readonly Written[]): Written {
  return control({ kind: 'head', state: foldOf(messages).state, at: AT, ...BY });
}

/** The words of the records that each message adds; none: it counts for nobody, or adds nothing. */
export function step(messages: readonly Written[]): readonly string[] {
  let known = 0;
  return messages.map((_, n) => {
    const words = wordsOf(foldOf(messages.slice(0, n + 1)).entries);
    const added = words.slice(known).join(', ');
    known = words.length;
    return added;
  });
}

/** Adds messages to a log. */
export async function addTo(log: CommitLog, ...messages: readonly Written[]): Promise<void> {
  for (const { writer, text } of messages) await log.append(writer, text, 'any');
}
