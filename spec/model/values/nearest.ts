import { exact } from '../../oracle/exact';

/** Whether `value` is the double nearest to an exact sum in units of 2^-scale, to even where two are as near. */
export function isNearest(value: number, sum: bigint, scale = 1074n): boolean {
  const gap = (other: number): bigint => {
    const distance = (exact(other) << (scale - 1074n)) - sum;
    return distance < 0n ? -distance : distance;
  };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigInt64(0);
  const even = bits % 2n === 0n;
  return [bits + 1n, bits - 1n].every((neighbour) => {
    view.setBigInt64(0, neighbour);
    const other = gap(view.getFloat64(0));
    return gap(value) < other || (gap(value) === other && even);
  });
}
