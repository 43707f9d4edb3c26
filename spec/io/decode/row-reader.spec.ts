import { expect } from 'chai';
import { RowReader } from '../../../src/io/decode/row-reader';
import { LineSplitter } from '../../../src/io/lines/line-splitter';
import { emptyTally } from '../../../src/io/decode/tally';
import { closes } from '../reading';
import { TS } from '../rows';

describe('RowReader', () => {
  it('asks at each reading what is from the future', () => {
    const settings = {
      log: 'orders' as const,
      latestTs: (TS + 1) * 1000,
      latenessMs: 0,
      onFault: () => undefined,
      tally: emptyTally(),
    };
    const reader = new RowReader(settings);
    const read = (): number => {
      const lines = new LineSplitter(1000).push(Buffer.from(closes(1, 3)));
      return reader.read(lines, { source: 'orders_executed', file: 'f', segment: 0 }).events.length;
    };
    expect(read()).to.equal(1);
    settings.latestTs += 1000;
    expect(read()).to.equal(2);
    // The clock went back.
    settings.latestTs -= 2000;
    expect(read()).to.equal(0);
    expect(settings.tally.future).to.equal(6);
  });
});
