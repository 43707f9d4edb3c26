import { expect } from 'chai';
import { allocationInputs } from '../../../operators/allocate/allocation-inputs';
import { readAllocationInputs } from '../../../pipelines/probe/read-allocation-inputs';
import { closesOf, deskAt } from '../../contract/scenario';

describe('readAllocationInputs', () => {
  it('takes the files as they were parsed', async () => {
    const { expectancy, scores, suggestions } = await deskAt({ closes: closesOf('AUSDT', [1, -1]) });
    const parse = (file: unknown): unknown => JSON.parse(JSON.stringify(file));
    expect(readAllocationInputs(parse(expectancy), parse(scores), parse(suggestions))).to.deep.equal(
      allocationInputs(expectancy, scores, suggestions),
    );
  });

  it('counts a file that its schema does not take as missing', async () => {
    const { expectancy, scores, suggestions } = await deskAt({ closes: closesOf('AUSDT', [1, -1]) });
    const { account, ...older } = scores;
    expect(readAllocationInputs(expectancy, older, suggestions), account.risk_mode).to.deep.equal(
      allocationInputs(expectancy, undefined, suggestions),
    );
    for (const other of [undefined, null, 5, [], {}])
      expect(readAllocationInputs(other, scores, other)).to.deep.equal(
        allocationInputs(undefined, scores, undefined),
      );
  });
});
