import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SnapshotRecord } from '../../../src/io/journal/journal-records';
import { SnapshotWatch } from '../../../src/io/follow/snapshot-watch';
import { snapshotPath, type SnapshotName } from '../../../src/io/snapshots/load-snapshots';
import { inTempDir } from '../temp-dir';

/** A snapshot file as the executor replaces it, and its watch. */
export class Watched {
  readonly path: string;
  private readonly stateDir: string;
  watch: SnapshotWatch;
  private polls = 0;
  private seen: SnapshotRecord['seen'] | undefined;

  constructor(
    dir: string,
    readonly name: SnapshotName = 'nav',
  ) {
    this.stateDir = join(dir, 'state');
    mkdirSync(this.stateDir);
    this.path = snapshotPath(this.stateDir, name);
    this.watch = new SnapshotWatch(this.stateDir, name, undefined);
  }

  write(content: object | string | Buffer): void {
    const bytes = typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content);
    writeFileSync(`${this.path}.tmp`, bytes);
    renameSync(`${this.path}.tmp`, this.path);
  }

  /** What is new at the next poll, which is the 1st, 2nd … moment. */
  async poll(latestMs?: number): Promise<SnapshotRecord | undefined> {
    const record = await this.watch.poll(++this.polls, latestMs);
    this.seen = record?.seen ?? this.seen;
    return record;
  }

  /** The values that so many polls bring. */
  async values(polls: number): Promise<readonly unknown[]> {
    const values: unknown[] = [];
    for (let n = 0; n < polls; n++) {
      const record = await this.poll();
      if (record !== undefined) values.push(record.value);
    }
    return values;
  }

  /** Another process, which knows what the journal holds. */
  restart(): void {
    this.watch = new SnapshotWatch(this.stateDir, this.name, this.seen);
  }
}

/** Runs `use` on a file that is not there yet. */
export function watched(use: (file: Watched) => Promise<void>, name?: SnapshotName): Promise<void> {
  return inTempDir({}, (dir) => use(new Watched(dir, name)));
}

/** A nav that says what time it is of. */
export const DATED = { updated_ts: 1_700_000_000, equity: 100 };
