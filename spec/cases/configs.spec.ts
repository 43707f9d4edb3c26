import { expect } from 'chai';
import { caseIt, checkOf, describeCases, outcomeOfCase } from './case';
import { valueAt, type Outcome } from './outcome';

/** Weight 0, with this reason in the row, and a word of it in `check`. */
async function expectDisabled(at: Outcome, dir: string, word: RegExp): Promise<void> {
  expect(at.weight()).to.equal(0);
  expect(JSON.stringify(valueAt(at.advice(), 'rationale'))).to.match(word);
  expect(await checkOf(dir)).to.match(word);
  expect(at.weight('ETHUSDT')).to.be.above(0);
}

describeCases('configs', () => {
  caseIt('20l', 'a delisted symbol gets no weight', (at, dir) => expectDisabled(at, dir, /status|delisted/i));

  caseIt('21e', 'nor does one whose status is disabled', (at, dir) =>
    expectDisabled(at, dir, /status|disabled/i),
  );

  caseIt('21f', 'nor does one that is enabled beside such a status', (at, dir) =>
    expectDisabled(at, dir, /status|disabled/i),
  );

  caseIt('21g', 'nor does a halted one', (at, dir) => expectDisabled(at, dir, /status|halted/i));

  caseIt('21a', 'max_gross_exposure_pct of 10 is a tenth of NAV for all weights', (at) => {
    expect(at.totalWeight).to.be.at.most(0.1);
    expect(at.weight()).to.be.above(0.09);
  });

  caseIt('21b', 'max_symbol_exposure_pct of 5 is a ceiling', (at) => {
    expect(at.weight()).to.equal(0.05);
    expect(at.weight('ETHUSDT')).to.be.at.most(0.05);
  });

  caseIt('21d', 'a tier is found in another spelling', async (at) => {
    const exact = await outcomeOfCase('21d_ok');
    expect(at.advice()).to.deep.equal(exact.advice());
    expect(at.weight()).to.equal(0.05);
  });

  caseIt('21d_ok', 'and gives its ceiling', (at) => {
    expect(at.weight()).to.equal(0.05);
    expect(valueAt(at.advice(), 'caps', 'current_max_nav_pct')).to.equal(0.05);
  });
});
