import { expect } from 'chai';
import {
  duration,
  interval,
  moment,
  number,
  percent,
  signed,
} from '../../../../src/dashboard/page/parts/format';

describe('the page’s numbers', () => {
  it('group thousands, use a true minus sign, and never show a negative zero', () => {
    expect(number(1234567.891, 2)).to.equal('1,234,567.89');
    expect(number(-1234.5, 1)).to.equal('−1,234.5');
    expect(number(-0.001, 2)).to.equal('0.00');
    expect(signed(0.001, 2)).to.equal('0.00');
    expect(signed(0.46, 2)).to.equal('+0.46');
    expect(percent(0.10747, 1)).to.equal('10.7 %');
    expect(interval([-0.5, 1], 1)).to.equal('−0.5 … +1.0');
  });

  it('show what is not known as a dash', () => {
    for (const absent of [null, undefined, NaN, Infinity]) {
      expect(number(absent, 2)).to.equal('–');
      expect(signed(absent, 2)).to.equal('–');
      expect(percent(absent)).to.equal('–');
      expect(duration(absent)).to.equal('–');
      expect(moment(absent)).to.equal('–');
    }
    expect(interval(null, 2)).to.equal('–');
    expect(moment(9e15)).to.equal('–');
  });

  it('tell times in UTC and spans in their two largest units', () => {
    expect(moment(1768426634096)).to.equal('2026-01-14 21:37:14');
    expect([0, 59_999, 60_000, 3_600_000, 7_500_000, 93_600_000].map(duration)).to.deep.equal([
      '0 s',
      '59 s',
      '1 min',
      '1 h',
      '2 h 5 min',
      '1 d 2 h',
    ]);
  });
});
