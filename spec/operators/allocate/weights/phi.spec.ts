import { expect } from 'chai';
import { rowsOf, SURE, type Candidate } from '../allocation-made';

const rowOf = (over: Partial<Candidate>) => rowsOf([{ ...SURE, ...over }]).get('A');

describe('phi, by hand', () => {
  it('either edge exactly edge_min counts; a unit below it does not', () => {
    expect(rowOf({ edge: 0.25, edgeUsd: 0.25 })?.suggested_weight).to.equal(0.2);
    expect(rowOf({ edge: 0.249999999 })).to.include({ suggested_weight: 0, reason: 'edge_below_min' });
    expect(rowOf({ edgeUsd: 0.249999999 })).to.include({ suggested_weight: 0, reason: 'usd_edge_below_min' });
  });

  it('below 20 known R a symbol is probed: at least phi_min, at most the ramp', () => {
    const phiOf = (known: number, score: number) =>
      rowOf({ count: known, knownR: known, score })?.explanation.phi.phi;
    expect([phiOf(10, 1), phiOf(10, 0), phiOf(0, 1), phiOf(19, 1), phiOf(20, 1)]).to.deep.equal([
      0.525, 0.05, 0.05, 0.9525, 1,
    ]);
  });

  it('20 trades with fewer than 20 known R have no risk basis, dust left out', () => {
    expect(rowOf({ count: 20, knownR: 19 })).to.include({ suggested_weight: 0, reason: 'no_risk_basis' });
    expect(rowOf({ count: 19, knownR: 18 })?.suggested_weight).to.be.greaterThan(0);
    expect(rowOf({ count: 20, knownR: 19, dust: 1 })?.suggested_weight).to.be.greaterThan(0);
    expect(rowOf({ count: 21, knownR: 19, dust: 1 })).to.include({ reason: 'no_risk_basis' });
  });

  it('a sure loss in USD leaves nothing', () => {
    expect(rowOf({ usdLosing: true })).to.include({ suggested_weight: 0, reason: 'usd_losing' });
  });

  it('router quality takes its share, last', () => {
    const phiOf = (quality: Candidate['quality']) => rowOf({ quality })?.explanation.phi.phi;
    expect([phiOf('good'), phiOf('ok'), phiOf('unknown'), phiOf('degraded'), phiOf('broken')]).to.deep.equal([
      0.5, 0.5, 0.3, 0.5, 0.3,
    ]);
    expect(rowOf({ count: 0, knownR: 0, quality: 'broken' })?.explanation.phi.phi).to.equal(0.03);
  });
});
