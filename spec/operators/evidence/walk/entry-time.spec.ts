import { expect } from 'chai';
import {
  entryAttemptsOf,
  entryOf,
  instantOf,
  NO_HINTS,
} from '../../../../operators/evidence/walk/entry-time';
import { close, episodeOf } from '../../made';

const CLOSE = 1_000_000;

describe('entryOf', () => {
  const hints = { recordedTs: 500_000, ackTs: 600_000, routeTs: 700_000 };
  const untold = { ts: CLOSE, entryTs: undefined };

  it('takes the surest source that there is', () => {
    expect(entryOf({ ...untold, entryTs: 400_000 }, hints, 0)).to.deep.equal({ ts: 400_000, source: 'fill' });
    expect(entryOf(untold, hints, 0)).to.deep.equal({ ts: 500_000, source: 'recorded' });
    expect(entryOf(untold, { ...hints, recordedTs: undefined }, 0)).to.deep.equal({
      ts: 600_000,
      source: 'ack',
    });
    expect(entryOf(untold, { ...NO_HINTS, routeTs: 700_000 }, 0)).to.deep.equal({
      ts: 700_000,
      source: 'route',
    });
    expect(entryOf(untold, NO_HINTS, 60_000)).to.deep.equal({ ts: 940_000, source: 'close' });
  });

  it('leaves out a time after the close', () => {
    const late = { recordedTs: CLOSE + 1, ackTs: CLOSE - 1, routeTs: undefined };
    expect(entryOf({ ...untold, entryTs: CLOSE + 1 }, late, 0)).to.deep.equal({
      ts: CLOSE - 1,
      source: 'ack',
    });
  });

  it('takes the moment of the close for an entry only where a fill states it', () => {
    const same = { recordedTs: CLOSE, ackTs: CLOSE, routeTs: CLOSE };
    expect(entryOf(untold, same, 0)).to.deep.equal({ ts: CLOSE, source: 'close' });
    expect(entryOf({ ...untold, entryTs: CLOSE }, same, 0)).to.deep.equal({ ts: CLOSE, source: 'fill' });
  });

  it('asks the attempts that opened it before those that closed it', () => {
    const opened = [{ attemptId: 'a', intentId: undefined }];
    const closed = [{ attemptId: 'b', intentId: undefined }];
    const episode = episodeOf(close('x'));
    expect(
      entryAttemptsOf({ episode: { ...episode, entryAttempts: opened, exitAttempts: closed } }),
    ).to.deep.equal(opened);
    expect(
      entryAttemptsOf({ episode: { ...episode, entryAttempts: [], exitAttempts: closed } }),
    ).to.deep.equal(closed);
  });
});

describe('instantOf', () => {
  it('is the last tick that is the delay before the entry', () => {
    expect(instantOf(65_000, 60_000, 5000)).to.equal(5000);
    expect(instantOf(64_999, 60_000, 5000)).to.equal(0);
    expect(instantOf(60_001, 1, 5000)).to.equal(60_000);
    expect(instantOf(60_000, 1, 5000)).to.equal(55_000);
  });
});
