import { expect } from 'chai';
import fc from 'fast-check';
import { decimalAt, isIntegerAt } from '../../../../src/io/decode/fast/scan/numbers';
import { RowScanner } from '../../../../src/io/decode/fast/scan/row-scanner';
import { parseTimestamp } from '../../../../src/model/values/time';

describe('the values of a row', () => {
  it('a number is the nearest double, as JSON.parse gives it, also where its digits come near 2^53', () => {
    const digits = fc.oneof(
      fc.bigInt({ min: 0n, max: 10n ** 18n }),
      fc.bigInt({ min: 2n ** 53n - 100n, max: 2n ** 53n + 100n }),
    );
    fc.assert(
      fc.property(digits, fc.nat(18), fc.boolean(), (integer, decimals, isNegative) => {
        const text = integer.toString().padStart(decimals + 1, '0');
        const point = text.length - decimals;
        const size = decimals === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`;
        const bytes = Buffer.from(`${isNegative ? '-' : ''}${size}`);
        expect(decimalAt(bytes, 0, bytes.length)).to.equal(JSON.parse(bytes.toString()));
      }),
      { numRuns: 5000 },
    );
  });

  it('an id may be a number that stands as JavaScript writes it', () => {
    const isInteger = (text: string): boolean => isIntegerAt(Buffer.from(`x${text}y`), 1, 1 + text.length);
    for (const text of ['0', '7', '-7', '150000000001', '-10', '123456789012345678901'])
      expect(isInteger(text), text).to.equal(true);
    for (const text of ['-0', '0.0', '-0.5', '7.0', '150000000001.5'])
      expect(isInteger(text), text).to.equal(false);
  });

  it('a time is read as the full decoder reads it, whatever day came before', () => {
    const scanner = new RowScanner();
    const read = (text: string): number | undefined => {
      scanner.take(Buffer.from(text), 0, text.length);
      return scanner.time(0, text.length);
    };
    const all = [
      '2026-01-05T00:00:04.110056+00:00',
      '2026-01-05T00:00:59.999Z',
      '2026-01-05T00:01:00Z',
      '2026-01-05T00:61:00Z',
      '2026-01-05T00:01:60Z',
      '2026-02-29T00:01:00Z',
      '2026-01-05T00:01:07.123456789+00:00',
      '2026-01-05T00:01:07.1234567890+00:00',
      '2026-01-05T00:01:07.+00:00',
      '2026-01-05T00:01:7.5+00:00',
      '2026-01-05T24:00:00Z',
      '2026-13-05T23:00:00Z',
      '2026-01-05T2x:00:00Z',
      '2026-01-05T23:x0:00Z',
      '2026-01-05T23:00:0xZ',
      '0099-01-05T23:00:00Z',
      'x026-01-05T23:00:00Z',
      '2026-01-05T23:00:00.5+00:0',
      '2026-01-05T23:00:00.5+00:000',
      '2026-01-05T23:00:00ZZ',
      '2026-01-05T23:59:00Z',
      '2026-01-15T23:59:00Z',
      '2025-01-15T23:59:00Z',
    ];
    for (const text of [...all, ...all.toReversed()]) expect(read(text), text).to.equal(parseTimestamp(text));
    // Other forms are left to the full decoder.
    for (const text of [
      '2026-01-05 00:00:04Z',
      '2026-01-05T00:00:04',
      '2026-01-05T00:00:04+01:00',
      'x'.repeat(25),
    ])
      expect(read(text), text).to.equal(undefined);
  });
});
