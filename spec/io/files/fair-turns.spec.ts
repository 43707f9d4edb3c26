import { expect } from 'chai';
import { FairTurns } from '../../../src/io/files/fair-turns';

describe('FairTurns', () => {
  let turns = 0;
  let isCounting = false;
  const count = (): void => {
    turns++;
    if (isCounting) setImmediate(count);
  };

  beforeEach(() => {
    [turns, isCounting] = [0, true];
    setImmediate(count);
  });
  afterEach(() => {
    isCounting = false;
  });

  it('gives others a turn after each part that took long', async () => {
    const fair = new FairTurns();
    for (let part = 1; part <= 5; part++) {
      spin(10);
      await fair.next();
      expect(turns).to.be.at.least(part);
    }
  });

  it('goes on at once after a short one', async () => {
    const fair = new FairTurns();
    await fair.next();
    expect(turns).to.equal(0);
  });
});

function spin(ms: number): void {
  for (const start = performance.now(); performance.now() - start < ms;);
}
