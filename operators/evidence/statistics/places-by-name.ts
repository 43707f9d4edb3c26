import { byCodeUnits } from '../../../src/model/values/json';
import { memoizeByRef } from '../../core/memoize-by-ref';

/** Where in a column each name stands, in order of name. */
export const placesByName = memoizeByRef(
  (names: readonly string[]): ReadonlyMap<string, readonly number[]> => {
    const places = new Map<string, number[]>();
    for (const [i, name] of names.entries()) {
      const known = places.get(name);
      if (known === undefined) places.set(name, [i]);
      else known.push(i);
    }
    return new Map([...places].sort(([a], [b]) => byCodeUnits(a, b)));
  },
);
