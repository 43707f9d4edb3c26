import { Debounce } from './debounce';
import { signatureOf } from '../files/signature';

/** A log's files at a moment, without a look into them. */
export interface ChainStats {
  readonly atMs: number;
  /** The signature of the current file, empty when it is not there. */
  readonly current: string;
  /** The signatures of the files before it. */
  readonly older: string;
  /** The files before it have been what they are for some time. */
  readonly isSettled: boolean;
}

const ROTATE_WAIT_MS = 5000;
const QUIET_EVERY_MS = 900;
const VERIFY_EVERY_MS = 60_000;
const VERIFY_BYTES = 64 * 1024 * 1024;

/** Tells when a whole chain is to be looked through. */
export class RescanPolicy {
  private readonly rotation = new Debounce();
  // As the chain was when it was last looked through.
  private lastRescan: ChainStats | undefined;
  // As it was when all of its files were last asked after.
  private lastStats: ChainStats | undefined;
  private everyMs = 0;

  /** `paths` are those of the current file and of the rotated ones. */
  constructor(private readonly paths: readonly [current: string, ...rotated: string[]]) {}

  /**
   * The files as they lie. Where all has been quiet for some time, the rotated ones are asked after once a second only:
   * a rotation shows in the current file, and who writes to one that was rotated does so soon after.
   */
  stat(atMs: number): ChainStats {
    const { paths, lastStats } = this;
    const current = signatureOf(paths[0]);
    // Where there is none, one may have come and been rotated since.
    const isQuiet = current !== '' && lastStats?.isSettled === true && lastStats.current === current;
    if (isQuiet && Math.abs(atMs - lastStats.atMs) < QUIET_EVERY_MS) return { ...lastStats, atMs };
    const older = paths.slice(1).map(signatureOf).join('|');
    const isSettled = this.rotation.isStable(older, atMs, ROTATE_WAIT_MS);
    this.lastStats = { atMs, current, older, isSettled };
    return this.lastStats;
  }

  /**
   * Whether it is time: after each change of the files before the current one, once more when they have settled, and
   * every now and then.
   */
  isDue({ atMs, older, isSettled }: ChainStats): boolean {
    const { lastRescan } = this;
    if (lastRescan?.older !== older || (isSettled && !lastRescan.isSettled)) return true;
    return atMs < lastRescan.atMs || atMs >= lastRescan.atMs + this.everyMs;
  }

  /** To be told when a chain of so many bytes was looked through, with a glance from before it was opened. */
  noteRescan(stats: ChainStats, bytes: number): void {
    this.lastRescan = stats;
    this.everyMs = VERIFY_EVERY_MS * Math.max(1, bytes / VERIFY_BYTES);
  }
}
