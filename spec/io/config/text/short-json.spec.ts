import { expect } from 'chai';
import { shortJson } from '../../../../src/io/config/text/short-json';

describe('shown', () => {
  it('is JSON, and names what JSON cannot hold', () => {
    expect(['x', 0, null, { a: [1] }, Infinity, undefined].map(shortJson)).to.deep.equal([
      '"x"',
      '0',
      'null',
      '{"a":[1]}',
      'Infinity',
      'nothing',
    ]);
  });

  it('is at most 60 characters and never half a character', () => {
    expect(shortJson('x'.repeat(58))).to.have.lengthOf(60);
    expect(shortJson('x'.repeat(59))).to.equal(`"${'x'.repeat(58)}…`);
    expect(shortJson(`${'x'.repeat(57)}😀y`)).to.equal(`"${'x'.repeat(57)}…`);
  });
});
