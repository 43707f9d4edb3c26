import { expect } from 'chai';
import { slicesInOrder, type HeldSlice } from '../../../pipelines/slices/slice-order';
import type { SliceRecord } from '../../../src/io/slices/slice-record';

const COMMON = { program: 'p', config: 'c', index: 'i', snapshots: 's', every_ms: 1, republish_ms: 1 };

function held(
  dir: string,
  from_ts: number | null,
  until_ts: number,
  over: Partial<SliceRecord> = {},
): HeldSlice {
  const rest = { is_last: false, last_tick_ts: until_ts, first: {}, last: {}, bytes: {} } as const;
  return { dir, record: { format: 1, common: COMMON, from_ts, until_ts, ...rest, ...over } };
}

describe('slicesInOrder', () => {
  it('puts slices in order of time, also where the beginning or the end is not among them', () => {
    const [a, b, c] = [held('a', null, 10), held('b', 10, 20), held('c', 20, 30, { is_last: true })];
    expect(slicesInOrder([c, a, b])).to.deep.equal([a, b, c]);
    expect(slicesInOrder([c, b])).to.deep.equal([b, c]);
  });

  it('names the two slices between which one is missing, and two that overlap', () => {
    const [a, c] = [held('a', null, 10), held('c', 20, 30)];
    expect(() => slicesInOrder([a, c])).to.throw('a slice is missing between a, which goes up to 1970');
    expect(() => slicesInOrder([a, held('b', 9, 20)])).to.throw(
      'a, which goes up to 1970-01-01T00:00:00.010+00:00, and b',
    );
    expect(() => slicesInOrder([a, a])).to.throw('overlap');
    expect(() => slicesInOrder([held('a', null, 10, { is_last: true }), held('b', 10, 20)])).to.throw(
      'overlap',
    );
  });

  for (const [name, how] of Object.entries({
    program: 'by another version of intel',
    config: 'with another config',
    index: 'by another index',
    snapshots: 'with other snapshots',
    every_ms: 'with another --every',
    republish_ms: 'with another republish_every',
  }))
    it(`refuses slices of another ${name}`, () => {
      const other = held('b', 10, 20, { common: { ...COMMON, [name]: name.endsWith('ms') ? 2 : 'x' } });
      expect(() => slicesInOrder([held('a', null, 10), other])).to.throw(`b was made ${how} than a`);
    });
});
