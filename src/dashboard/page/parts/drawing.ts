import { h, type Child, type Element } from './node';
import { BOX } from './scale';

/** A drawing as wide as its place; `spoken` is read out in its stead. */
export function drawing(
  className: string,
  height: number,
  spoken: string | undefined,
  ...parts: readonly Child[]
): Element {
  return h(
    'svg',
    {
      class: className,
      viewBox: `0 0 ${BOX} ${height}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': spoken,
    },
    ...parts,
  );
}

interface Piece {
  readonly className: string;
  readonly share: number;
}

/** Bars one after the other, each as long as its share, with a gap after each. */
export function stackedBars(
  pieces: readonly Piece[],
  place: (value: number) => number,
  height: number,
  gap: number,
): readonly Element[] {
  let start = 0;
  return pieces.map(({ className, share }) => {
    const from = place(start);
    start += share;
    return h('rect', {
      class: className,
      x: from,
      y: 0,
      width: Math.max(0, place(start) - from - gap),
      height,
    });
  });
}
