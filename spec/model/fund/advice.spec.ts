import { expect } from 'chai';
import { adviceOf, isProbe } from '../../../src/model/fund/advice';

const row = (weight: number, probe: boolean) => ({ weight, isProbe: probe });

describe('the advice of an allocation', () => {
  it('is to stand down where no symbol gets a weight, whatever it would have been', () => {
    expect(adviceOf([])).to.equal('stand_down');
    expect(adviceOf([row(0, true), row(0, false)])).to.equal('stand_down');
  });

  it('is only probes where each weight is one, else to hold', () => {
    expect(adviceOf([row(0.01, true), row(0, false)])).to.equal('probes_only');
    expect(adviceOf([row(0.01, true), row(0.000001, false)])).to.equal('hold');
  });

  it('calls the least share of a short record a probe, and nothing else', () => {
    const terms = { known_r: 19, trusted_trades: 20, before_quality: 0.05, phi_min: 0.05 };
    expect(isProbe(terms)).to.equal(true);
    expect(isProbe({ ...terms, before_quality: 0.050001 })).to.equal(false);
    expect(isProbe({ ...terms, known_r: 20 })).to.equal(false);
  });
});
