import { expect } from 'chai';
import fc from 'fast-check';
import { packedLines, unquotedLines } from '../../../src/io/journal/packed-lines';

const of = (lines: readonly string[]): Buffer | undefined =>
  unquotedLines(Buffer.from(`${JSON.stringify(lines).slice(1)}!`), 0, '!');
const raw = (json: string): Buffer | undefined => unquotedLines(Buffer.from(json, 'latin1'), 0, '!');

describe('unquotedLines', () => {
  it('reads what JSON.stringify writes by itself, but for rare escapes', () => {
    for (const lines of [[], [''], ['', '', 'a'], ['{"a":"\\\\"}', '\b\t\f\r/é\u0080ÿ']])
      expect(of(lines)).to.deep.equal(packedLines(lines));
    expect(of(['\u0001'])).to.equal(undefined);
    expect(of(['Ā'])).to.equal(undefined);
  });

  it('does so wherever a char lies, in lines longer than what is read at once', () => {
    const char = fc.constantFrom('a', '"', '\\', '\t', 'é', '\u007f', 'bcdefghijklmnopqrstuvwxyz');
    const pattern = fc.array(char, { minLength: 1, maxLength: 30 }).map((chars) => chars.join(''));
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 3 }), fc.nat(40), (patterns, lead) => {
        const lines = patterns.map((text) => 'x'.repeat(lead) + text.repeat(300_000 / text.length));
        expect(of(lines)?.equals(packedLines(lines))).to.equal(true);
      }),
      { numRuns: 25 },
    );
  });

  it('gives nothing for other JSON, nor for none', () => {
    expect(raw('"a"]!')).to.deep.equal(Buffer.from('a\n'));
    for (const json of [
      '"a"',
      '"a"]',
      '"a"]!!',
      '"a" ]!',
      '"a",]!',
      '"a",b"]!',
      '"a" ,"b"]!',
      '"a]!',
      'a"]!',
      ']!!',
      '"\\',
      '"\\u0041"]!',
      '"\\n"]!',
      '"\xc3"]!',
      '"\xc1\x80"]!',
      '"\xc3\xc3"]!',
      '"\0"]!',
      '',
    ])
      expect(raw(json), json).to.equal(undefined);
  });
});
