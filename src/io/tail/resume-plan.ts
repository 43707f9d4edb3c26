import type { SegmentMatch } from './match-segment';
import { isCurrent } from './match-segment';

/** Where to resume reading in a chain of segments, and whether that is certain. */
export interface ResumePlan {
  /** Index of the segment to resume in. Earlier segments are finished; only late additions to them are read. */
  readonly resumeAt: number;
  /**
   * `exact`: the segment in progress is there. `common`: only an earlier part of it is. `left`: it is gone, but older
   * segments are known. `nothing`: no segment is known.
   */
  readonly found: 'exact' | 'common' | 'left' | 'nothing';
  /** An unusual observation that must be made twice before it is acted on; undefined in the ordinary case. */
  readonly unconfirmed: string | undefined;
}

/** The plan for a chain's segments, given oldest first. */
export function resumePlanOf(files: readonly SegmentMatch[]): ResumePlan {
  // The oldest exact match: a newer one may be a copy, or have been restored.
  const exact = files.findIndex(({ kind }) => kind === 'exact');
  if (exact >= 0) {
    const isUnsure = files.some((file, i) => file.unread && isUnexpected(file, i - exact));
    return {
      resumeAt: exact,
      found: 'exact',
      unconfirmed: isUnsure ? 'an unexpected segment has unread lines' : undefined,
    };
  }
  const common = longestCommon(files);
  if (common !== undefined) {
    const unconfirmed = `back to ${common.position.offset}`;
    return { resumeAt: files.indexOf(common), found: 'common', unconfirmed };
  }
  const isUnread = files.some(({ unread }) => unread);
  const left = files.findLastIndex(({ kind }) => kind === 'left');
  const isBack = left >= 0 && files[left] !== undefined && isCurrent(files[left].segment);
  return {
    resumeAt: isBack ? left : left + 1,
    found: left < 0 ? 'nothing' : 'left',
    unconfirmed: isUnread ? (left < 0 ? 'nothing is known' : 'the segment being read is gone') : undefined,
  };
}

// Segments before the one in progress must be finished ones, segments after it must be new.
function isUnexpected({ kind }: SegmentMatch, after: number): boolean {
  if (after === 0 || kind === 'exact') return false;
  return after < 0 ? kind !== 'left' : kind !== 'new';
}

function longestCommon(files: readonly SegmentMatch[]): SegmentMatch | undefined {
  let longest: SegmentMatch | undefined;
  for (const file of files)
    if (file.kind === 'common' && file.position.offset > (longest?.position.offset ?? 0)) longest = file;
  return longest;
}
