import { expect } from 'chai';
import fc from 'fast-check';
import { fingerprint, MultisetDigest } from '../../../src/model/values/digest';

const digestOf = (texts: readonly string[], gone: readonly string[] = []): string => {
  const digest = new MultisetDigest();
  for (const text of texts) digest.add(fingerprint(text));
  for (const text of gone) digest.remove(fingerprint(text));
  return digest.text();
};
const texts = fc.array(fc.string(), { maxLength: 20 });

describe('MultisetDigest', () => {
  it('does not depend on order', () => {
    const shuffled = texts.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(digestOf(other)).to.equal(digestOf(all));
      }),
    );
  });

  it('forgets what is taken out, whenever it came', () => {
    fc.assert(
      fc.property(texts, texts, (kept, gone) => {
        expect(digestOf([...gone, ...kept], gone)).to.equal(digestOf(kept));
        expect(digestOf([...kept, ...gone], gone)).to.equal(digestOf(kept));
      }),
    );
  });

  it('tells different sets apart, and how often a thing is in them', () => {
    fc.assert(
      fc.property(texts, fc.string(), fc.string(), (all, one, other) => {
        fc.pre(one !== other);
        expect(digestOf([...all, one])).not.to.equal(digestOf([...all, other]));
        expect(digestOf([...all, one, one])).not.to.equal(digestOf([...all, one]));
        expect(digestOf([...all, one, one])).not.to.equal(digestOf([...all, other, other]));
      }),
    );
  });

  it('is text of a fixed form that counts', () => {
    expect(digestOf([])).to.equal('0000000000000000-0');
    expect(digestOf(['a', 'b'])).to.match(/^[0-9a-f]{16}-2$/);
  });
});
