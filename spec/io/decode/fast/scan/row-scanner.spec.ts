import { expect } from 'chai';
import { FIELD } from '../../../../../src/io/decode/fast/scan/fields';
import * as KIND from '../../../../../src/io/decode/fast/scan/kinds';
import { RowScanner } from '../../../../../src/io/decode/fast/scan/row-scanner';

const scan = (scanner: RowScanner, text: string): boolean => {
  const bytes = Buffer.from(text);
  scanner.take(bytes, 0, bytes.length);
  return scanner.scan(0, bytes.length);
};
const kindOf = ({ row }: RowScanner, name: keyof typeof FIELD): number | undefined => row.kinds[FIELD[name]];
const textOf = ({ row }: RowScanner, name: keyof typeof FIELD): string =>
  row.bytes.toString('utf8', row.starts[FIELD[name]], row.ends[FIELD[name]]);

describe('RowScanner', () => {
  it('reads a row wherever it lies in the bytes it took', () => {
    const scanner = new RowScanner();
    const rows = ['{"ts": 1, "symbol": "A"}', '{"ts": 22, "symbol": "BÉ"}', '{"symbol": "C"}'];
    const bytes = Buffer.from(`\n\n${rows.join('\n')}\n`);
    for (const [from, to] of [
      [0, bytes.length],
      [2, bytes.length],
      [2, bytes.length - 1],
    ] as const) {
      scanner.take(bytes, from, to);
      let start = 2;
      for (const row of rows) {
        const end = start + Buffer.byteLength(row);
        expect(scanner.scan(start, end), row).to.equal(true);
        expect(row).to.contain(`"symbol": "${textOf(scanner, 'symbol')}"`);
        start = end + 1;
      }
    }
    expect(kindOf(scanner, 'ts')).to.equal(KIND.ABSENT);
  });

  it('reads nothing of what lies outside of the bytes it took, before, behind or since', () => {
    const scanner = new RowScanner();
    const long = Buffer.from('{"ts": 1, "symbol": "A", "qty": 123456}');
    const cut = long.subarray(0, long.indexOf('23456'));
    scanner.take(long, 0, long.length);
    expect(scanner.scan(0, long.length)).to.equal(true);
    expect(scanner.scan(0, long.length + 1)).to.equal(false);
    scanner.take(cut, 0, cut.length);
    expect(scanner.scan(0, cut.length)).to.equal(false);
    expect(scanner.scan(0, long.length)).to.equal(false);
    scanner.take(long, 2, long.length);
    expect(scanner.scan(0, long.length)).to.equal(false);
  });

  it('gives up a row that there is no room for, and reads the next', () => {
    const scanner = new RowScanner();
    const row = (length: number): string => `{"ts": 1, "x": "${'x'.repeat(length)}"}`;
    expect(scan(scanner, row(1024 * 1024))).to.equal(true);
    expect(scan(scanner, row(4 * 1024 * 1024))).to.equal(false);
    expect(scan(scanner, row(1))).to.equal(true);
  });

  it('walks over a text, a number, a key of any length', () => {
    for (let length = 1; length < 70; length++) {
      const scanner = new RowScanner();
      const key = 'k'.repeat(length);
      const digits = '7'.repeat(length);
      const row = `{"${key}": 1, "${key}": 1, "symbol": "${key}", "ts": ${digits}, "qty": -0.${digits}, "strategy": "${key}é"}`;
      for (let n = 0; n < 2; n++) {
        expect(scan(scanner, row), row).to.equal(true);
        expect([textOf(scanner, 'symbol'), textOf(scanner, 'ts'), textOf(scanner, 'qty')]).to.deep.equal([
          key,
          digits,
          `-0.${digits}`,
        ]);
        expect([kindOf(scanner, 'symbol'), kindOf(scanner, 'strategy')]).to.deep.equal([
          KIND.ASCII,
          KIND.TEXT,
        ]);
        for (const odd of ['\u0001', '\n', '"', '\\', '\\u12'])
          expect(scan(scanner, `{"symbol": "${key}${odd}"}`), odd).to.equal(false);
        for (const odd of ['', '.', '-', '+', 'a', '..1', '1.', '1.e1', '1e'])
          expect(
            scan(scanner, `{"x": ${length === 1 ? odd : digits + odd + (odd === '' ? 'x' : '')}}`),
            odd,
          ).to.equal(false);
      }
    }
  });

  it('reads a key that came before as one that did not', () => {
    const scanner = new RowScanner();
    for (let n = 0; n < 3; n++) {
      expect(scan(scanner, '{"ts": 1, "symbol": "A", "qty": {"notional_usd": 2}}')).to.equal(true);
      expect(
        (['ts', 'symbol', 'qty.notional_usd'] as const).map((name) => kindOf(scanner, name)),
      ).to.deep.equal([KIND.NUMBER, KIND.ASCII, KIND.NUMBER]);
    }
  });

  it('does not take one key for another that begins alike', () => {
    const scanner = new RowScanner();
    const tsOf = (text: string): readonly unknown[] => [
      scan(scanner, text),
      kindOf(scanner, 'ts'),
      kindOf(scanner, 'ts_close'),
    ];
    for (let n = 0; n < 2; n++) {
      expect(tsOf('{"ts": 1}')).to.deep.equal([true, KIND.NUMBER, KIND.ABSENT]);
      expect(tsOf('{"ts_close": 1}')).to.deep.equal([true, KIND.ABSENT, KIND.NUMBER]);
      for (const other of ['t', 'ts_clone', 'ts_closed', 'ts_close and more', 'ts_close and less'])
        expect(tsOf(`{"${other}": 1}`), other).to.deep.equal([true, KIND.ABSENT, KIND.ABSENT]);
    }
  });

  it('reads a key whatever spaces follow it, whichever came first', () => {
    for (const order of [
      ['', ' ', '  '],
      ['  ', ' ', ''],
    ]) {
      const scanner = new RowScanner();
      for (const spaces of [...order, ...order]) {
        expect(scan(scanner, `{"ts":${spaces}1}`)).to.equal(true);
        expect(kindOf(scanner, 'ts')).to.equal(KIND.NUMBER);
      }
    }
  });

  it('does not read in an array what it reads in an object', () => {
    const scanner = new RowScanner();
    for (let n = 0; n < 2; n++) {
      expect(scan(scanner, '{"qty": {"notional_usd": 2}}')).to.equal(true);
      expect(kindOf(scanner, 'qty.notional_usd')).to.equal(KIND.NUMBER);
      expect(scan(scanner, '{"qty": [{"notional_usd": 2}, {"notional_usd": 3}]}')).to.equal(true);
      expect(kindOf(scanner, 'qty.notional_usd')).to.equal(KIND.ABSENT);
      expect(scan(scanner, '{"other": {"notional_usd": 2, "symbol": 1}}')).to.equal(true);
      expect(kindOf(scanner, 'symbol')).to.equal(KIND.ABSENT);
    }
  });

  it('gives up a row with a key twice, one that no row may have, and one that is very long', () => {
    const scanner = new RowScanner();
    const long = 'k'.repeat(600);
    for (let n = 0; n < 2; n++)
      for (const keys of ['"ts": 1, "ts": 1', '"__proto__": 1', `"${long}": 1`, `"a": {"${long}": 1}`])
        expect(scan(scanner, `{${keys}}`), keys).to.equal(false);
    expect(scan(scanner, '{"a": {"__proto__": 1}, "b": 1, "b": 1}')).to.equal(true);
  });

  it('reads on where a key has more followers than it keeps', () => {
    const scanner = new RowScanner();
    for (let round = 0; round < 2; round++)
      for (let n = 0; n < 50; n++) {
        expect(scan(scanner, `{"pid": 1, "k${n}": 1, "symbol": "A"}`), `k${n}`).to.equal(true);
        expect(kindOf(scanner, 'symbol')).to.equal(KIND.ASCII);
      }
  });

  for (const [what, length] of [
    ['keys', 1],
    ['bytes of keys', 480],
  ] as const)
    it(`starts anew when it holds too many ${what}, and reads on`, () => {
      const scanner = new RowScanner();
      for (let n = 0; n < 10_000; n++) {
        const row = `{"k${n}${'x'.repeat(length)}": {"ts": 1}, "symbol": "A"}`;
        expect(scan(scanner, row), row).to.equal(true);
        expect([kindOf(scanner, 'symbol'), kindOf(scanner, 'ts')]).to.deep.equal([KIND.ASCII, KIND.ABSENT]);
      }
      const many = Array.from({ length: 10_000 }, (_, n) => `"k${n}": 1`).join(', ');
      expect(scan(scanner, `{${many}, "symbol": "A"}`)).to.equal(false);
      expect(scan(scanner, '{"ts": 1}')).to.equal(true);
      expect([kindOf(scanner, 'ts'), kindOf(scanner, 'symbol')]).to.deep.equal([KIND.NUMBER, KIND.ABSENT]);
    });
});
