import { expect } from 'chai';
import { LiveCautions } from '../../../src/io/follow/live-cautions';
import type { CautionRecord } from '../../../src/io/journal/journal-records';
import type { ToldHole } from '../../../src/io/tail/told-hole';

const point = (offset: number) => ({ offset, hash: `hash ${offset}` });
const hole = (at: number): ToldHole => ({ after: point(at), before: point(at + 1), files: 1 });

function cautions(): { readonly told: LiveCautions; readonly records: CautionRecord[] } {
  const records: CautionRecord[] = [];
  return { told: new LiveCautions([], 100, (record) => records.push(record)), records };
}

describe('LiveCautions', () => {
  it('lifts what it raised, once', () => {
    const { told, records } = cautions();
    told.lift(1, 'a');
    told.raise(2, 'a', true);
    told.raise(3, 'b', false);
    for (const ts of [4, 5]) told.lift(ts, 'a');
    expect(records).to.deep.equal([
      { kind: 'caution', ts: 2, code: 'a', incomplete: true },
      { kind: 'caution', ts: 3, code: 'b', incomplete: false },
      { kind: 'caution', ts: 4, code: 'a', incomplete: false, lifted: true },
    ]);
  });

  it('knows the holes of a code, unless it is told for another reason within the horizon', () => {
    const { told } = cautions();
    told.raise(10, 'gap', true, hole(1));
    told.raise(20, 'gap', true, hole(3));
    told.raise(30, 'gap', true, hole(1));
    told.raise(30, 'other', true);
    expect(told.holes(40, 'gap')).to.deep.equal([hole(3), hole(1)]);
    told.raise(40, 'gap', true);
    told.raise(50, 'gap', true, hole(5));
    expect(told.holes(139, 'gap')).to.deep.equal([]);
    expect(told.holes(140, 'gap')).to.deep.equal([hole(5)]);
    told.lift(141, 'gap');
    expect(told.holes(141, 'gap')).to.deep.equal([]);
  });
});
