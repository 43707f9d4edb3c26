import { expect } from 'chai';
import { packedLines, unquotedLines } from '../../../src/io/journal/packed-lines';

describe('unquotedLines', () => {
  it('reads what JSON.stringify writes by itself, but for rare escapes', () => {
    const of = (lines: readonly string[]): Buffer | undefined =>
      unquotedLines(Buffer.from(`${JSON.stringify(lines).slice(1)}!`), 0, '!');
    for (const lines of [[], [''], ['{"a":"\\\\"}', '\b\t\f\r/é\u0080ÿ']])
      expect(of(lines)).to.deep.equal(packedLines(lines));
    expect(of(['\u0001'])).to.equal(undefined);
    expect(of(['Ā'])).to.equal(undefined);
  });
});
