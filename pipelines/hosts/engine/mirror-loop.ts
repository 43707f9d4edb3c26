import { join } from 'node:path';
import { STATE_FILES } from '../../../operators/files/state-files';
import { replaceAll } from '../../../src/io/files/atomic';
import { reasonOf, UsageError } from '../../../src/io/files/failures';
import { removeStaleTemps } from '../../../src/io/files/remove-stale-temps';
import { Throttle } from '../../../src/io/follow/throttle';
import type { ClockReading } from '../../../src/io/follow/waker';
import { MOST_OWN_BYTES, readJson } from '../../../src/io/json/read-json';
import { OwnedDirectories } from '../../../src/io/lock/owned-directories';
import type { OfferedFile, WatchedOutlet } from '../../../src/io/log/commit-log';
import { refuseForeignFiles } from '../../../src/io/publish/foreign-files';
import type { SeenHealth } from '../../../src/io/publish/health';
import { Incidents, type Incident } from '../../../src/io/publish/incidents';
import { openNames } from '../../publish/publisher';
import { readStandingFile } from '../../../src/io/publish/standing-file';
import type { Gates } from '../../../src/model/fund/gates';
import { isObject, own } from '../../../src/model/values/json';
import { isoUtc, parseTimestamp } from '../../../src/model/values/time';

export interface MirrorOptions {
  /** Where the files go: a directory of its own. */
  readonly out: string;
  readonly outlet: WatchedOutlet;
  /** Whose outlet it is, in words. */
  readonly name: string;
  /** After so long without a later file the outlet is silent. */
  readonly silentMs: number;
  /** Files whose gate is closed are not kept. */
  readonly gates: Gates;
  readonly onIncident: (incident: Incident) => void;
}

const LOCKS_MS = 900;
const NAMES: readonly string[] = Object.values(STATE_FILES);

/** Writes the state files of an outlet to disk, each as it comes and whole; none goes back in time. */
export class MirrorLoop {
  readonly dueMs = Infinity;
  private readonly locks = new Throttle(LOCKS_MS);
  private readonly incidents: Incidents;
  private readonly stopped = new AbortController();
  private readonly due = new Map<string, OfferedFile>();
  private readonly watching: Promise<void>;
  private failure: Error | undefined;
  private heardMs: number | undefined;

  private constructor(
    private readonly options: MirrorOptions,
    private readonly owned: OwnedDirectories,
    private readonly written: Map<string, number>,
    private readonly wake: () => void,
  ) {
    this.incidents = new Incidents(options.onIncident);
    this.watching = this.watch();
  }

  /**
   * Takes the directory. Throws an OwnerError, a WorldError, or a UsageError where it is that of a follower, or holds
   * state files of another program; nothing is owned then.
   */
  static async open(options: MirrorOptions, wake: () => void): Promise<MirrorLoop> {
    const { out } = options;
    const owned = await OwnedDirectories.take([out]);
    try {
      if ((await readStandingFile(out)) !== undefined)
        throw new UsageError(`${out} is that of a follower: a mirror needs an output directory of its own`);
      await refuseForeignFiles(out, NAMES);
      await removeStaleTemps(out);
      const written = new Map<string, number>();
      for (const name of NAMES) written.set(name, await asOfThere(join(out, name)));
      return new MirrorLoop(options, owned, written, wake);
    } catch (error) {
      await owned.release();
      throw error;
    }
  }

  /** Writes what came since. */
  async cycle({ steadyMs }: ClockReading): Promise<void> {
    const { incidents, owned, options } = this;
    if (this.failure !== undefined) throw this.failure;
    if (this.locks.isDue(steadyMs)) await incidents.attempt('lock', owned.check);
    const files = [...this.due.values()];
    if (files.length > 0) this.heardMs = steadyMs;
    this.heardMs ??= steadyMs;
    const isSilent = steadyMs - this.heardMs >= options.silentMs;
    incidents.set('outlet_silent', isSilent ? this.silentText() : undefined);
    if (files.length > 0) await incidents.attempt('publish', () => this.write(files), 'it is tried again');
  }

  /** Gives the directory up. */
  async close(): Promise<void> {
    this.stopped.abort();
    await this.watching;
    await this.owned.release();
  }

  /** Opens an incident of the host's, changes its message, or ends it (undefined). */
  warn(code: string, message: string | undefined): void {
    this.incidents.set(code, message);
  }

  /** What stands. A mirror writes no status. */
  health(): SeenHealth {
    return { warnings: this.incidents.open };
  }

  private async watch(): Promise<void> {
    try {
      const { outlet } = this.options;
      const onSpoilt = (name: string): void => {
        this.noteWrong(name, 'it is not as it was put there');
      };
      for await (const file of outlet.watch(this.stopped.signal, onSpoilt)) this.take(file);
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
      this.wake();
    }
  }

  // What comes is untrusted: neither its name nor its moment is taken on its word.
  private take(file: OfferedFile): void {
    const { name, asOfMs, content } = file;
    const wrong = NAMES.includes(name) ? wrongIn(content, asOfMs) : 'its name is none of a state file';
    this.noteWrong(name, wrong);
    const isOpen = openNames(this.options.gates).includes(name);
    if (wrong !== undefined || !isOpen || asOfMs <= (this.written.get(name) ?? -Infinity)) return;
    this.due.set(name, file);
    this.wake();
  }

  private noteWrong(name: string, wrong: string | undefined): void {
    const text = `${this.options.name} holds ${JSON.stringify(name)}, which is left out: ${wrong ?? ''}`;
    this.incidents.set('outlet_file', wrong === undefined ? undefined : text);
  }

  private async write(files: readonly OfferedFile[]): Promise<void> {
    const { out } = this.options;
    const writes = files.map(({ name, content }) => ({ path: join(out, name), content }));
    await replaceAll(writes, this.owned.check);
    for (const file of files) {
      this.written.set(file.name, file.asOfMs);
      if (this.due.get(file.name) === file) this.due.delete(file.name);
    }
  }

  private silentText(): string {
    const latest = Math.max(...this.written.values());
    const last = latest === -Infinity ? 'none' : `the last of ${isoUtc(latest)}`;
    return `${this.options.name} has no later file, ${last}: no follower offers any, or this machine does not reach the servers`;
  }
}

async function asOfThere(path: string): Promise<number> {
  const read = await readJson(path, MOST_OWN_BYTES);
  return (read !== undefined && 'value' in read ? asOfIn(read.value) : undefined) ?? -Infinity;
}

function wrongIn(content: string, asOfMs: number): string | undefined {
  try {
    const asOf = asOfIn(JSON.parse(content));
    return asOf === asOfMs ? undefined : `it says it is of ${isoUtc(asOfMs)}, and its as_of is another`;
  } catch (error) {
    return reasonOf(error);
  }
}

function asOfIn(value: unknown): number | undefined {
  return isObject(value) ? parseTimestamp(own(value, 'as_of')) : undefined;
}
