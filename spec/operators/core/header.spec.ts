import { expect } from 'chai';
import { stampOf } from '../../../operators/core/header';

describe('stampOf', () => {
  it('gives the as-of as a UTC time and as epoch seconds', () => {
    expect(stampOf(Date.UTC(2026, 0, 2, 3, 4, 5, 678))).to.deep.equal({
      generated_ts: '2026-01-02T03:04:05.678+00:00',
      updated_ts: 1_767_323_045.678,
      as_of: '2026-01-02T03:04:05.678+00:00',
    });
  });
});
