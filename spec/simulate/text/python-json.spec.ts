import { expect } from 'chai';
import { float, pythonJson, roundTo } from '../../../src/simulate/text/python-json';

describe('pythonJson', () => {
  const floats: readonly (readonly [number, string])[] = [
    [0, '0.0'],
    [-0, '-0.0'],
    [1, '1.0'],
    [-12.5, '-12.5'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [0.0000123, '1.23e-05'],
    [1e-10, '1e-10'],
    [123456789012345.6, '123456789012345.6'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [1.5e300, '1.5e+300'],
    [1765323453.002681, '1765323453.002681'],
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
  ];
  for (const [value, text] of floats) {
    it(`writes the float ${text}`, () => {
      expect(pythonJson(float(value))).to.equal(text);
    });
  }

  it('writes a dict in insertion order with spaced separators, and leaves out what is undefined', () => {
    const row = { b: 1, a: [true, null, float(2)], c: undefined, d: {} };
    expect(pythonJson(row)).to.equal('{"b": 1, "a": [true, null, 2.0], "d": {}}');
  });

  it('escapes like ensure_ascii', () => {
    expect(pythonJson('a"\\\n\t\u0001\u007fé😀')).to.equal(
      '"a\\"\\\\\\n\\t\\u0001\\u007f\\u00e9\\ud83d\\ude00"',
    );
  });

  it('refuses a plain number that is no integer', () => {
    expect(() => pythonJson(0.5)).to.throw(RangeError, '0.5');
  });
});

describe('rounded', () => {
  it('rounds to decimals and knows no negative zero', () => {
    expect(roundTo(1.23456, 2)).to.equal(1.23);
    expect(Object.is(roundTo(-0.0001, 2), 0)).to.equal(true);
  });
});
