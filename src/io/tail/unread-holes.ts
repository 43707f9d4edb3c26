import { missingBetween } from '../logs/chain-holes';
import type { SegmentMatch } from './match-segment';
import type { ResumePlan } from './resume-plan';

/**
 * The files that are missing before each segment from where reading resumes on. A hole before that lacks nothing: its
 * rows were read. One that no unread line follows may still be a rotation that goes on.
 */
export function unreadHoles(
  stem: string,
  files: readonly SegmentMatch[],
  { resumeAt, found }: ResumePlan,
): ReadonlyMap<SegmentMatch, readonly string[]> {
  const holes = new Map<SegmentMatch, readonly string[]>();
  for (const [n, newer] of files.entries()) {
    const older = files[n - 1];
    if (older === undefined || n < resumeAt || (n === resumeAt && found !== 'left')) continue;
    const missing = missingBetween(stem, older.segment, newer.segment);
    if (missing.length > 0 && files.slice(n).some(({ unread }) => unread)) holes.set(newer, missing);
  }
  return holes;
}
