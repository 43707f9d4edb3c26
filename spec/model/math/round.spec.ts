import { expect } from 'chai';
import fc from 'fast-check';
import { round9 } from '../../../src/model/math/fixed';
import { rounded, roundedP } from '../../../src/model/math/round';

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
    fc.constantFrom(0, -0, 1, 'text', null, undefined, true),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '7', '__proto__'), tie('any'), { maxKeys: 3 }),
  ),
})).any;

/** The plain form: every number, one by one, into new objects. */
function eachRounded(view: unknown): unknown {
  if (typeof view === 'number') return round9(view);
  if (Array.isArray(view)) return view.map(eachRounded);
  if (typeof view !== 'object' || view === null) return view;
  return Object.fromEntries(Object.entries(view).map(([key, item]) => [key, eachRounded(item)]));
}

describe('rounded', () => {
  it('rounds every number, however deep, and leaves its input as it was', () => {
    fc.assert(
      fc.property(value, (view) => {
        const before = structuredClone(view);
        const now = rounded(view);
        expect(entries(now)).to.deep.equal(entries(eachRounded(view)));
        expect(entries(view)).to.deep.equal(entries(before));
      }),
    );
  });

  it('is the same object where there is nothing to round, also inside one where there is', () => {
    fc.assert(
      fc.property(value, (view) => {
        const once = rounded(view);
        expect(rounded(once)).to.equal(once);
      }),
    );
    const part = { count: 3, names: ['a'] };
    const view = rounded({ share: 1 / 3, part });
    expect(view).to.deep.equal({ share: 0.333333333, part });
    expect(view.part).to.equal(part);
  });

  it('knows no −0, and no number that is not finite', () => {
    expect(Object.is(rounded({ net: -0 }).net, 0)).to.equal(true);
    expect(Object.is(rounded([-1e-10])[0], 0)).to.equal(true);
    for (const bad of [NaN, Infinity, -Infinity])
      expect(() => rounded({ a: [{ b: bad }] })).to.throw(RangeError, String(bad));
  });
});

/** Objects as lists of their own entries, in order: `__proto__` is a key like another. */
function entries(view: unknown): unknown {
  if (Array.isArray(view)) return view.map(entries);
  if (typeof view !== 'object' || view === null) return view;
  return { entries: Object.entries(view).map(([key, item]) => [key, entries(item)]) };
}

describe('roundedP', () => {
  it('keeps 6 decimals', () => {
    expect(roundedP(0.1977019296727387)).to.equal(0.197702);
  });
});
