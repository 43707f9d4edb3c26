import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { sha256 } from '../../../src/io/files/sha256';

const whole = (pieces: readonly (string | Uint8Array)[]): string =>
  createHash('sha256')
    .update(Buffer.concat(pieces.map((piece) => Buffer.from(piece))))
    .digest('hex');

describe('sha256', () => {
  it('is that of all pieces put together, whatever their lengths and letters', () => {
    const lengths = fc.oneof(fc.nat(5), fc.integer({ min: 20_000, max: 70_000 }));
    const text = fc
      .tuple(fc.constantFrom('a', 'é', '€', '🙂'), lengths)
      .map(([letter, n]) => letter.repeat(n));
    const piece = fc.oneof(
      text,
      text.map((one) => Buffer.from(one)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        expect(sha256(pieces)).to.equal(whole(pieces));
      }),
    );
  });

  it('takes what is itself made of a hash', () => {
    function* nested(): Generator<string> {
      yield 'before ';
      yield sha256(['within']);
      yield ' after';
    }
    expect(sha256(nested())).to.equal(whole(['before ', whole(['within']), ' after']));
  });
});
