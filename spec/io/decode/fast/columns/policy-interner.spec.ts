import { expect } from 'chai';
import fc from 'fast-check';
import { PolicyInterner } from '../../../../../src/io/decode/fast/columns/policy-interner';

const number = fc.option(fc.constantFrom(0, -0, 0.5, 1, 2, NaN, Infinity, -1e300), { nil: undefined });
const word = fc.option(fc.constantFrom('ok', 'good', 'poor'), { nil: undefined });
const policy = fc.record({
  makerFirst: fc.option(fc.boolean(), { nil: undefined }),
  bias: number,
  offsetBps: number,
  quality: word,
  biasLabel: word,
});

describe('PolicyInterner', () => {
  it('gives a policy that says the same, whatever it was asked before', () => {
    fc.assert(
      fc.property(fc.array(policy, { maxLength: 60 }), (all) => {
        const policies = new PolicyInterner();
        for (const each of all) expect(policies.intern(each)).to.deep.equal(each);
      }),
    );
  });

  it('gives the same object again', () => {
    const one = { makerFirst: true, bias: 0.25, offsetBps: 2, quality: 'ok', biasLabel: undefined };
    const policies = new PolicyInterner();
    expect(policies.intern(one)).to.equal(one);
    expect(policies.intern({ ...one })).to.equal(one);
  });
});
