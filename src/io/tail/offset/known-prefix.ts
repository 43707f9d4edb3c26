import type { Point } from './bookmark';
import { Cursor } from './cursor';
import { startOfSegment, type Position } from './position';

/** A known point that the content matches, and the position there. */
export interface KnownPrefix {
  readonly point: Point;
  readonly position: Position;
}

/** The furthest of the points whose preceding bytes equal the start of this content. One pass over the content. */
export async function knownPrefix(
  content: AsyncIterable<Buffer>,
  points: readonly Point[],
): Promise<KnownPrefix | undefined> {
  const sorted = points.toSorted((a, b) => a.offset - b.offset);
  if (sorted.length === 0) return undefined;
  const cursor = new Cursor(startOfSegment());
  let best: KnownPrefix | undefined;
  let next = 0;
  for await (const chunk of content) {
    cursor.enter(chunk);
    for (let point = sorted[next]; point !== undefined; point = sorted[++next]) {
      if (point.offset > cursor.end) break;
      cursor.moveTo(point.offset);
      if (cursor.hash === point.hash) best = { point, position: cursor.position };
    }
    if (next === sorted.length) break;
    cursor.leave();
  }
  return best;
}
