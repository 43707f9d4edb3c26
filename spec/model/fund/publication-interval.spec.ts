import { expect } from 'chai';
import { publicationIntervalMs } from '../../../src/model/fund/publication-interval';
import { settingsFrom } from '../../../src/model/fund/settings';

const intervalOf = (tick: string, republish_every: string, scores: string): number =>
  publicationIntervalMs('scores', settingsFrom({ tick, republish_every, refresh: { scores } }));

describe('publicationIntervalMs', () => {
  it('is republish_every, where a tick falls there', () => {
    expect(intervalOf('5s', '60s', '1s')).to.equal(60_000);
  });

  it('is the first tick after it, where none falls there', () => {
    expect(intervalOf('7s', '60s', '1s')).to.equal(63_000);
    expect(intervalOf('5m', '60s', '1s')).to.equal(300_000);
  });

  it('waits for a tick that is a multiple of the refresh interval', () => {
    expect(intervalOf('5s', '60s', '1h')).to.equal(3_600_000);
    expect(intervalOf('4s', '60s', '6s')).to.equal(60_000);
    expect(intervalOf('4s', '61s', '6s')).to.equal(72_000);
    expect(intervalOf('7s', '10s', '1500ms')).to.equal(21_000);
  });
});
