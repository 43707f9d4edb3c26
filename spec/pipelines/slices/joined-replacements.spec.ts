import { expect } from 'chai';
import { joinedReplacements } from '../../../pipelines/slices/joined-replacements';
import type { SliceRecord } from '../../../src/io/slices/slice-record';

const at = (as_of_ts: number, content: string) => ({ as_of_ts, content });

function slice(over: Partial<SliceRecord>): SliceRecord {
  return {
    format: 1,
    common: { program: '', config: '', index: '', snapshots: '', every_ms: 10, republish_ms: 100 },
    ...{ from_ts: 0, until_ts: 90, is_last: false, last_tick_ts: 90 },
    ...{ first: {}, last: {}, bytes: {} },
    ...over,
  };
}

const SCORES = 'symbol_scores_v6.json 1970-01-01T00:00:00.050+00:00';

describe('joinedReplacements', () => {
  it('drops a first replacement of what the slice before had published already', () => {
    const joined = joinedReplacements(
      { scores: at(10, 'a') },
      slice({ first: { scores: at(50, 'a') }, last: { scores: at(70, 'b') } }),
    );
    expect([...joined.dropped]).to.deep.equal([SCORES]);
    expect(joined).to.deep.include({ atEnd: [], last: { scores: at(70, 'b') } });
  });

  it('keeps it where the content is another, and where a stamp was due', () => {
    const changed = slice({ first: { scores: at(50, 'b') }, last: { scores: at(50, 'b') } });
    expect(joinedReplacements({ scores: at(10, 'a') }, changed).dropped.size).to.equal(0);
    const due = slice({ first: { scores: at(150, 'a') }, last: { scores: at(150, 'a') } });
    expect(joinedReplacements({ scores: at(99, 'a') }, due).dropped.size).to.equal(0);
    expect(joinedReplacements({ scores: at(100, 'a') }, due).dropped.size).to.equal(1);
  });

  it('keeps the first of a file that no slice before had', () => {
    const first = slice({ first: { scores: at(50, 'a') }, last: { scores: at(50, 'a') } });
    expect(joinedReplacements({}, first)).to.deep.include({
      last: { scores: at(50, 'a') },
      dropped: new Set(),
    });
  });

  it('what was dropped and not replaced again was last replaced before, and so was what the slice has not', () => {
    const unchanged = slice({ first: { scores: at(50, 'a') }, last: { scores: at(50, 'a') } });
    const before = { scores: at(10, 'a'), expectancy: at(20, 'x') };
    expect(joinedReplacements(before, unchanged).last).to.deep.equal(before);
  });

  it('the last frame of the history is noted all the same, after what it replaced', () => {
    const end = slice({
      ...{ is_last: true, last_tick_ts: 50, until_ts: 50 },
      ...{ first: { scores: at(50, 'a') }, last: { scores: at(50, 'a') } },
    });
    expect(joinedReplacements({ scores: at(10, 'a') }, end).atEnd).to.deep.equal([SCORES]);
    const later = { ...end, last_tick_ts: 60 };
    expect(joinedReplacements({ scores: at(10, 'a') }, later).atEnd).to.deep.equal([]);
    expect(joinedReplacements({ scores: at(10, 'a') }, { ...end, is_last: false }).atEnd).to.deep.equal([]);
  });
});
