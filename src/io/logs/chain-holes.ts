import { listed } from './listed';
import { segmentFile, type Segment } from './log-chain';

/** The files that should lie between two segments of a chain, the newer one last. */
export function missingBetween(stem: string, older: Segment, newer: Segment): readonly string[] {
  const count = Math.max(0, older.number - newer.number - 1);
  return Array.from({ length: count }, (_, n) => segmentFile(stem, older.number - 1 - n));
}

/** The same of a whole chain, its oldest segment first. */
export function missingSegments(stem: string, segments: readonly Segment[]): readonly string[] {
  return segments.flatMap((newer, n) => {
    const older = segments[n - 1];
    return older === undefined ? [] : missingBetween(stem, older, newer);
  });
}

/** What is wrong, in words. */
export function holeText(stem: string, missing: readonly string[]): string {
  return `the chain of ${stem}.jsonl has a hole: ${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} missing, and the rows in it`;
}
