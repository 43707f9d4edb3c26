import { expect } from 'chai';
import { holdingTimeOf } from '../../../../operators/expectancy/cuts/holding-time';
import { HOUR, MINUTE } from '../../../../src/model/values/time';

describe('holdingTimeOf', () => {
  it('has five classes, each with its lower end, and one for an entry that is not known', () => {
    const classes = [
      [0, 'under_5m'],
      [5 * MINUTE - 1, 'under_5m'],
      [5 * MINUTE, '5m_1h'],
      [HOUR, '1h_4h'],
      [4 * HOUR - 1, '1h_4h'],
      [4 * HOUR, '4h_24h'],
      [24 * HOUR - 1, '4h_24h'],
      [24 * HOUR, 'over_24h'],
      [undefined, 'unknown'],
    ] as const;
    for (const [held, name] of classes) expect(holdingTimeOf(held), String(held)).to.equal(name);
  });
});
