import { expect } from 'chai';
import { stampOf } from '../../../operators/core/header';
import { settingsFrom } from '../../../src/model/fund/settings';

const AS_OF = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

describe('stampOf', () => {
  it('gives the as-of as a UTC time and as epoch seconds, and until when the file is valid', () => {
    expect(stampOf(AS_OF, 'scores', settingsFrom())).to.deep.equal({
      generated_ts: '2026-01-02T03:04:05.678+00:00',
      updated_ts: 1_767_323_045.678,
      as_of: '2026-01-02T03:04:05.678+00:00',
      valid_until_ts: 1_767_323_167.678,
    });
  });

  it('is valid for two publications of that file, and the lateness', () => {
    const settings = settingsFrom({ lateness: '10s', republish_every: '20s', refresh: { allocation: '1h' } });
    const validFor = (file: 'scores' | 'allocation'): number => {
      const { valid_until_ts, updated_ts } = stampOf(0, file, settings);
      return valid_until_ts - updated_ts;
    };
    expect([validFor('scores'), validFor('allocation')]).to.deep.equal([2 * 20 + 10, 2 * 3600 + 10]);
  });
});
