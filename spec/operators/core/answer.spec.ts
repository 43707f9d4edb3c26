import { expect } from 'chai';
import { answer, stamped, type Answer } from '../../../operators/core/answer';

const said = (value: number): Answer<number> => ({ kind: 'answered', asOf: 5, value });
const failed: Answer<number> = { kind: 'failed', asOf: 5, stage: 'first', message: 'no' };

describe('stamped', () => {
  const sum = stamped<{ readonly a: Answer<number>; readonly b: Answer<number> }, number>(
    'sum',
    ({ a, b }, asOf) => a + b + asOf,
  );

  it('computes from the values, at their asOf', () => {
    expect(sum({ a: said(1), b: said(2) })).to.deep.equal({ kind: 'answered', asOf: 5, value: 8 });
  });

  it('fails with the first input that failed, for the same reason', () => {
    expect(sum({ a: said(1), b: failed })).to.equal(failed);
  });

  it('fails by itself when it throws, whatever is thrown', () => {
    const thrown = (what: unknown) =>
      answer('stage', 7, () => {
        throw what;
      });
    expect(thrown(new Error('a hole'))).to.deep.equal({
      kind: 'failed',
      asOf: 7,
      stage: 'stage',
      message: 'a hole',
    });
    expect(thrown('text')).to.deep.include({ message: 'text' });
  });
});
