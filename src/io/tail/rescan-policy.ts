import { Debounce } from './debounce';
import { signatureOf } from '../files/signature';

/** The stats of a log's files at one moment; their content is not read. */
export interface ChainStats {
  readonly atMs: number;
  /** The signature of the current file; empty if it is missing. */
  readonly current: string;
  /** The signatures of the rotated files. */
  readonly older: string;
  /** One of the files is there. */
  readonly hasFiles: boolean;
  /** The rotated files have not changed for some time. */
  readonly isSettled: boolean;
}

const ROTATE_WAIT_MS = 5000;
const QUIET_EVERY_MS = 900;
const VERIFY_EVERY_MS = 60_000;
const VERIFY_BYTES = 64 * 1024 * 1024;

/** Decides when the whole chain of segments must be scanned again. */
export class RescanPolicy {
  private readonly rotation = new Debounce();
  // The stats at the last scan of the chain.
  private lastRescan: ChainStats | undefined;
  // The stats when every file was last asked for.
  private lastStats: ChainStats | undefined;
  private everyMs = 0;

  /** `paths` are those of the current file and of the rotated ones. */
  constructor(private readonly paths: readonly [current: string, ...rotated: string[]]) {}

  /**
   * The files' stats. After a quiet time the rotated files are asked for only once a second: a rotation shows in the
   * current file, and a late write to a rotated file follows soon after its rotation.
   */
  stat(atMs: number): ChainStats {
    const { paths, lastStats } = this;
    const current = signatureOf(paths[0]);
    // If the current file is missing, one may have been created and rotated since.
    const isQuiet = current !== '' && lastStats?.isSettled === true && lastStats.current === current;
    if (isQuiet && Math.abs(atMs - lastStats.atMs) < QUIET_EVERY_MS) return { ...lastStats, atMs };
    const signatures = paths.slice(1).map(signatureOf);
    const older = signatures.join('|');
    const hasFiles = [current, ...signatures].some((signature) => signature !== '');
    const isSettled = this.rotation.isStable(older, atMs, ROTATE_WAIT_MS);
    this.lastStats = { atMs, current, older, hasFiles, isSettled };
    return this.lastStats;
  }

  /**
   * Whether a scan is due: after each change of the rotated files, once more when they have settled, and at a long
   * interval in any case.
   */
  isDue({ atMs, older, isSettled }: ChainStats): boolean {
    const { lastRescan } = this;
    if (lastRescan?.older !== older || (isSettled && !lastRescan.isSettled)) return true;
    return atMs < lastRescan.atMs || atMs >= lastRescan.atMs + this.everyMs;
  }

  /** Notes a scan of a chain of so many bytes; `stats` are from before the chain was opened. */
  noteRescan(stats: ChainStats, bytes: number): void {
    this.lastRescan = stats;
    this.everyMs = VERIFY_EVERY_MS * Math.max(1, bytes / VERIFY_BYTES);
  }
}
