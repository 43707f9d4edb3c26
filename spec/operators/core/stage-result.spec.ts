import { expect } from 'chai';
import { attemptStage, liftStage, type StageResult } from '../../../operators/core/stage-result';

const said = (value: number): StageResult<number> => ({ kind: 'answered', asOf: 5, value });
const failed: StageResult<number> = { kind: 'failed', asOf: 5, stage: 'first', message: 'no' };

describe('stamped', () => {
  const sum = liftStage<{ readonly a: StageResult<number>; readonly b: StageResult<number> }, number>(
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
      attemptStage('stage', 7, () => {
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
