import { WorldError } from '../../../../src/io/files/failures';
import {
  UnsureError,
  type Appended,
  type CommitLog,
  type LogPart,
  type LogReading,
  type MessagePlace,
  type Writer,
} from '../../../../src/io/log/commit-log';
import { MemoryLog } from '../memory-log';

/** The process is gone: nothing that it would have done next is done. */
export class Killed extends Error {}

/** What goes wrong with one append. */
export const FAULTS = [
  /** It was added, and the answer was lost. */
  'answer lost',
  'not added',
  /** It was not known whether it was added, and it was not. */
  'unsure',
  /** It was added after another message of the writer, as by servers that do not agree. */
  'blind',
  'killed before',
  'killed after',
] as const;

export type Fault = (typeof FAULTS)[number];

/** A log of which one process has a bad connection. */
export class FaultyLog implements CommitLog {
  /** What befalls the next appends; undefined: nothing. */
  readonly faults: (Fault | undefined)[] = [];
  isReached = true;

  constructor(readonly memory = new MemoryLog()) {}

  async append(
    writer: Writer,
    text: Uint8Array,
    after: MessagePlace | undefined | 'any',
  ): Promise<MessagePlace | 'stale'> {
    if (!this.isReached) throw new UnsureError('memory', 'no answer');
    const fault = this.faults.shift();
    if (fault === 'not added') throw new WorldError('memory', 'write', new Error('no server'));
    if (fault === 'unsure') throw new UnsureError('memory', 'no answer');
    if (fault === 'killed before') throw new Killed();
    const added = await this.memory.append(writer, text, fault === 'blind' ? 'any' : after);
    if (fault === 'killed after') throw new Killed();
    if (fault === 'answer lost') throw new UnsureError('memory', 'no answer');
    return added;
  }

  async *read(reading: LogReading): AsyncGenerator<LogPart> {
    if (!this.isReached) throw new WorldError('memory', 'read', new Error('no answer'));
    yield* this.memory.read(reading);
  }

  async lastOf(writer: Writer): Promise<Appended | undefined> {
    if (!this.isReached) throw new WorldError('memory', 'read', new Error('no answer'));
    return this.memory.lastOf(writer);
  }

  close(): Promise<void> {
    return this.memory.close();
  }
}
