import { expect } from 'chai';
import { AdviceWatch, type AdviceFiles } from '../../../pipelines/publish/advice-watch';
import { Incidents, type Incident } from '../../../src/io/publish/incidents';
import type { RiskMode } from '../../../src/model/fund/risk-mode';
import { sampleDocuments } from '../../dashboard/states';

let sample: Required<AdviceFiles>;

/** What a publication says: the mode, and the weight of each symbol. */
function advice(mode: RiskMode, weights: Readonly<Record<string, number>>): Required<AdviceFiles> {
  const [row] = sample.allocation.symbols;
  if (row === undefined) throw new Error('the sample has no symbol');
  const symbols = Object.entries(weights).map(([symbol, suggested_weight]) => ({
    ...row,
    symbol,
    suggested_weight,
    reason: 'edge_below_min' as const,
  }));
  return {
    scores: { ...sample.scores, account: { ...sample.scores.account, risk_mode: mode, drawdown_pct: 6.214 } },
    allocation: { ...sample.allocation, symbols },
  };
}

/** What is reported of publications, after one that came before. */
function reported(last: AdviceFiles | undefined, ...next: readonly AdviceFiles[]): readonly Incident[] {
  const told: Incident[] = [];
  const watch = new AdviceWatch(new Incidents((incident) => told.push(incident)), last);
  for (const published of next) watch.take(published);
  return told;
}

describe('AdviceWatch', () => {
  before(async () => {
    sample = (await sampleDocuments()) as unknown as Required<AdviceFiles>;
  });

  it('reports another mode once, with both and the drawdown', () => {
    const told = reported(
      undefined,
      advice('normal', {}),
      advice('normal', {}),
      advice('cautious', {}),
      advice('cautious', {}),
      advice('normal', {}),
    );
    expect(told.map(({ code, phase, facts }) => [code, phase, facts])).to.deep.equal([
      ['risk_mode', 'event', { from: 'normal', to: 'cautious' }],
      ['risk_mode', 'event', { from: 'cautious', to: 'normal' }],
    ]);
    expect(told[0]?.message).to.match(/^the risk mode is cautious, it was normal: drawdown 6\.21 %/);
  });

  it('reports the symbols whose weight fell to 0 in one incident, with the reason of each', () => {
    const told = reported(
      undefined,
      advice('normal', { A: 0.1, B: 0.2, C: 0, D: 0.3 }),
      advice('normal', { A: 0, B: 0, C: 0, D: 0.2, E: 0 }),
      advice('normal', { A: 0, B: 0.1, C: 0, D: 0.2 }),
      advice('normal', { A: 0, B: 0, C: 0, D: 0.2 }),
    );
    expect(told.map(({ code, facts }) => [code, facts])).to.deep.equal([
      ['weight_zero', { symbols: ['A', 'B'] }],
      ['weight_zero', { symbols: ['B'] }],
    ]);
    expect(told[0]?.message).to.equal('the suggested weight is 0 now: A (edge too low), B (edge too low)');
  });

  it('says nothing of the first publication, and nothing again that stood in the last', () => {
    expect(reported(undefined, advice('defensive', { A: 0 }))).to.deep.equal([]);
    const last = advice('defensive', { A: 0, B: 0.1 });
    expect(reported(last, last)).to.deep.equal([]);
    const codes = reported(last, advice('normal', { A: 0, B: 0 })).map(({ code }) => code);
    expect(codes).to.deep.equal(['risk_mode', 'weight_zero']);
  });

  it('keeps what it knows of a file that is not published', () => {
    const { scores, allocation } = advice('cautious', { A: 0 });
    const told = reported(advice('normal', { A: 0.1 }), {}, { allocation }, {}, { scores }, { allocation });
    expect(told.map(({ code }) => code)).to.deep.equal(['weight_zero', 'risk_mode']);
  });

  it('names twenty symbols at most', () => {
    const names = Array.from({ length: 25 }, (_, i) => `S${String(i).padStart(2, '0')}`);
    const all = (weight: number) => advice('normal', Object.fromEntries(names.map((name) => [name, weight])));
    const [incident] = reported(all(0.01), all(0));
    expect(incident?.facts?.symbols).to.deep.equal(names.slice(0, 20));
    expect(incident?.message).to.match(/S19 \(edge too low\) and 5 more$/);
  });
});
