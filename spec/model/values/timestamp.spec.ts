import { inspect } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  DAY,
  dayText,
  hourOfDay,
  isoUtc,
  monthOf,
  parseTimestamp,
  weekdayOf,
} from '../../../src/model/values/time';

const MS = 1765316636526;

describe('parseTimestamp', () => {
  const forms: readonly (readonly [what: string, value: unknown, ms: number])[] = [
    ['epoch seconds', 1765316636, 1765316636000],
    ['fractional epoch seconds, floored to the millisecond', 1765316636.526778, MS],
    ['seconds whose thousandfold rounds below', 1096935247.199, 1096935247199],
    ['seconds whose thousandfold rounds above', 2233083766.7269998, 2233083766726],
    ['epoch milliseconds', 1765316636526, MS],
    ['fractional epoch milliseconds, floored', 1765316636526.999, MS],
    ['a numeric string of seconds', '1765316636.526778', MS],
    ['a numeric string of milliseconds', '1765316636526', MS],
    ['a numeric string with an exponent', '1.765316636526e9', MS],
    ['ISO 8601 with Z', '2025-12-09T21:43:56.526Z', MS],
    ['ISO 8601 with microseconds, floored', '2025-12-09T21:43:56.526999Z', MS],
    ['ISO 8601 with an offset', '2025-12-09T23:43:56.526+02:00', MS],
    ['ISO 8601 with a negative offset', '2025-12-09T16:13:56.526-05:30', MS],
    ['ISO 8601 with an offset without a colon', '2025-12-09T23:43:56.526+0200', MS],
    ['ISO 8601 with the largest offset', '2025-12-10T21:42:56.526+23:59', MS],
    ['ISO 8601 with none is UTC', '2025-12-09T21:43:56.526778', MS],
    ['ISO 8601 without a fraction', '2025-12-09T21:43:56', 1765316636000],
    ['ISO 8601 with one digit of fraction', '2025-12-09T21:43:56.5Z', 1765316636500],
    ['the last millisecond of four-digit years', '9999-12-31T23:59:59.999Z', 253_402_300_799_999],
    ['the same as a number', 253_402_300_799_999, 253_402_300_799_999],
    ['a space for the T', '2025-12-09 21:43:56.526+00:00', MS],
    ['white space around it', ' 2025-12-09T21:43:56.526Z ', MS],
    ['the 29th of February in a leap year', '2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ];
  for (const [what, value, ms] of forms) {
    it(`reads ${what}`, () => {
      expect(parseTimestamp(value)).to.equal(ms);
    });
  }

  it('above 1e12 is milliseconds, 1e12 itself is not', () => {
    expect(parseTimestamp(1e12 + 1)).to.equal(1e12 + 1);
    expect(parseTimestamp(1e12)).to.equal(undefined);
  });

  const rejects: readonly unknown[] = [
    ...[undefined, null, true, [], {}, NaN, Infinity, -Infinity, 0, -1, 1e300],
    ...['', ' ', 'NaN', 'Infinity', 'yesterday', '12:30', '0x10', '1_000', '12 34'],
    ...['2025-13-01T00:00:00Z', '2025-00-01T00:00:00Z', '2025-02-29T00:00:00Z', '2025-04-31T00:00:00Z'],
    ...[
      '2025-12-09T24:00:00Z',
      '2025-12-09T21:60:00Z',
      '2025-12-09T21:43:60Z',
      '9999-12-31T23:59:59.999-00:01',
      '2025-12-09T21:43:56+24:00',
      '2025-12-09T21:43:56+05:60',
    ],
    ...[
      '2025-12-09T21:43:56.526Zjunk',
      '1969-12-31T23:59:59Z',
      '0099-06-01T00:00:00Z',
      '0001-01-01T00:00:00Z',
    ],
  ];
  for (const value of rejects) {
    it(`rejects ${inspect(value)}`, () => {
      expect(parseTimestamp(value)).to.equal(undefined);
    });
  }

  it('every form of one moment is that moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000_001_000, max: 4_102_444_800_000 }), (ms) => {
        const iso = new Date(ms).toISOString();
        const forms = [ms, String(ms), (ms / 1000).toFixed(3), iso, iso.replace('Z', ''), isoUtc(ms)];
        for (const form of forms) expect(parseTimestamp(form), String(form)).to.equal(ms);
        expect(parseTimestamp(ms / 1000)).to.equal(ms);
      }),
      { numRuns: 500 },
    );
  });
});

describe('isoUtc and hourOfDay', () => {
  it('write asOf as the files carry it', () => {
    expect(isoUtc(MS)).to.equal('2025-12-09T21:43:56.526+00:00');
    expect(isoUtc(0)).to.equal('1970-01-01T00:00:00.000+00:00');
  });

  it('the hour is that of UTC', () => {
    expect(hourOfDay(MS)).to.equal(21);
    expect([hourOfDay(0), hourOfDay(3_599_999), hourOfDay(3_600_000), hourOfDay(86_399_999)]).to.deep.equal([
      0, 0, 1, 23,
    ]);
  });
});

describe('days, weekdays and months', () => {
  it('are those of UTC', () => {
    const last = Date.UTC(2026, 0, 31, 23, 59, 59, 999);
    expect([weekdayOf(last), weekdayOf(last + 1)]).to.deep.equal(['sat', 'sun']);
    expect([monthOf(last), monthOf(last + 1)]).to.deep.equal(['2026-01', '2026-02']);
    expect(dayText(Math.floor(last / DAY))).to.equal('2026-01-31');
    expect([0, 1, 2, 3, 4, 5, 6].map((day) => weekdayOf(day * DAY))).to.deep.equal([
      ...['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'],
    ]);
  });
});
