import { expect } from 'chai';
import {
  exactDigits,
  formatDuration,
  formatInterval,
  formatMoment,
  formatNumber,
  formatPercent,
  formatSigned,
  windowWords,
} from '../../../../src/dashboard/page/parts/format';

describe('an axis', () => {
  it('has as many digits as its numbers need, and no rounding', () => {
    for (const [values, digits] of [
      [[0, 0.5, 1], 1],
      [[-7.5, -5, -2.5, 0], 1],
      [[0.25], 2],
      [[0.015], 3],
      [[-1, 1], 0],
      [[0.1 + 0.2], 1],
      [[1 / 3], 6],
      [[], 0],
    ] as const)
      expect(exactDigits(values), String(values)).to.equal(digits);
  });
});

describe('a window of a group', () => {
  it('of the last N trades is the fund’s', () => {
    expect(['last_200', '14d', 'all'].map(windowWords)).to.deep.equal(['the fund’s last 200', '14d', 'all']);
  });
});

describe('the page’s numbers', () => {
  it('group thousands, use a true minus sign, and never show a negative zero', () => {
    expect(formatNumber(1234567.891, 2)).to.equal('1,234,567.89');
    expect(formatNumber(-1234.5, 1)).to.equal('−1,234.5');
    expect(formatNumber(-0.001, 2)).to.equal('0.00');
    expect(formatSigned(0.001, 2)).to.equal('0.00');
    expect(formatSigned(0.46, 2)).to.equal('+0.46');
    expect(formatPercent(0.10747, 1)).to.equal('10.7 %');
    expect(formatInterval([-0.5, 1], 1)).to.equal('−0.5 … +1.0');
  });

  it('show what is not known as a dash', () => {
    for (const absent of [null, undefined, NaN, Infinity]) {
      expect(formatNumber(absent, 2)).to.equal('–');
      expect(formatSigned(absent, 2)).to.equal('–');
      expect(formatPercent(absent)).to.equal('–');
      expect(formatDuration(absent)).to.equal('–');
      expect(formatMoment(absent)).to.equal('–');
    }
    expect(formatInterval(null, 2)).to.equal('–');
    expect(formatMoment(9e15)).to.equal('–');
  });

  it('tell times in UTC and spans in their two largest units', () => {
    expect(formatMoment(1768426634096)).to.equal('2026-01-14 21:37:14');
    expect([0, 59_999, 60_000, 3_600_000, 7_500_000, 93_600_000].map(formatDuration)).to.deep.equal([
      '0 s',
      '59 s',
      '1 min',
      '1 h',
      '2 h 5 min',
      '1 d 2 h',
    ]);
  });
});
