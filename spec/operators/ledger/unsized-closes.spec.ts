import { expect } from 'chai';
import type { Close } from '../../../src/model/event';
import { fill, close, shapes } from './position-made';

describe('closes without sizes', () => {
  const sizeless = { sizeBefore: undefined, sizeAfter: undefined };
  const bare = (minute: number, attemptId: string | undefined): Close =>
    close(minute * 60, 0, 0, { ...sizeless, attemptId });

  it('are one position of an attempt, until it pauses for an hour', () => {
    expect(shapes([bare(0, 'a'), bare(60, 'a'), bare(120, 'a')])).to.have.length(1);
    expect(shapes([bare(0, 'a'), bare(61, 'a')])).to.have.length(2);
    expect(shapes([bare(0, 'a'), bare(1, 'b')])).to.have.length(2);
  });

  it('are a position each without an attempt', () => {
    expect(shapes([bare(0, undefined), bare(1, undefined)])).to.have.length(2);
  });

  it('leave the position as it is', () => {
    expect(
      shapes(
        [close(2, 10, 6), close(3, 0, 0, { ...sizeless, closedQty: 1, attemptId: 'x' }), close(4, 6, 0)],
        [fill(1, 10)],
      ),
    ).to.deep.equal([
      [1, 1, 1, 'closed'],
      [2, 10, 0, 'closed'],
    ]);
  });
});
