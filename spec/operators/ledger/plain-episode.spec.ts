import { expect } from 'chai';
import { plainEpisode } from '../../../operators/ledger/plain-episode';
import { close, episodeOf } from '../made';

describe('plainEpisode', () => {
  it('has all fields of the episode as its own', () => {
    const episode = episodeOf(close('a'), { strategy: 'trend', entryTs: 5 });
    expect(plainEpisode(episode)).to.deep.equal(episode);
    expect(Object.keys(plainEpisode(episode)).sort()).to.deep.equal(Object.keys(episode).sort());
  });
});
