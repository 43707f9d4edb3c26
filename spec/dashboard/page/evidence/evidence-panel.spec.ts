import { expect } from 'chai';
import type { EvidenceSummary } from '../../../../src/dashboard/model/evidence';
import { evidencePanel } from '../../../../src/dashboard/page/evidence/evidence-panel';
import type { Element, Node } from '../../../../src/dashboard/page/parts/node';
import { elementsIn } from './elements-in';

const EVIDENCE: EvidenceSummary = {
  as_of: '2026-01-11T00:00:00.000Z',
  trades: 40,
  is_enough: true,
  sentence: '<b>It helped.</b>',
  curve: { ts_ms: [0, 10], traded: [-10, 10], advised: [0, 5], lo: [0, 0], hi: [0, 10] },
  claims: { n: 4, brier: 0.25, bins: [{ n: 4, mean_p: 0.5, share: 0.75, interval: [0.25, 1] }] },
  symbols: [
    { symbol: '<img>', n: 20, mean_m: 0.5, exposure_usd: -4, choosing_usd: 2, p_holm: 0.0314 },
    { symbol: 'ETHUSDT', n: 20, mean_m: null, exposure_usd: 1, choosing_usd: 0, p_holm: null },
  ],
};

const textIn = (node: Node): string => (typeof node === 'string' ? node : node.children.map(textIn).join(''));
const drawn = (evidence: EvidenceSummary): Element => evidencePanel(evidence, undefined, false);
const withClass = (node: Node, name: string): readonly Element[] =>
  elementsIn(node).filter(({ attrs }) => attrs['class']?.split(' ').includes(name));

describe('the evidence panel', () => {
  it('says the sentence as text, on top', () => {
    const [sentence] = withClass(drawn(EVIDENCE), 'sentence');
    expect(sentence?.children).to.deep.equal(['<b>It helped.</b>']);
  });

  it('is grey where there is not enough, and only there', () => {
    expect(withClass(drawn(EVIDENCE), 'unsure')).to.deep.equal([]);
    expect(withClass(drawn({ ...EVIDENCE, is_enough: false }), 'unsure')).to.have.length(1);
  });

  it('says both totals, and what was said and came, with counts', () => {
    expect(textIn(drawn(EVIDENCE)))
      .to.contain('as traded +10.00 USD')
      .and.to.contain('as advised +5.00 USD')
      .and.to.contain('said 0.50: came in 75 % of 4');
  });

  it('stacks what choosing was worth on what exposure was, symbol by symbol', () => {
    const rects = elementsIn(drawn(EVIDENCE)).filter(({ attrs }) =>
      ['exposure', 'choosing'].includes(attrs['class'] ?? ''),
    );
    expect(rects.map(({ attrs }) => [attrs['class'], attrs['x'], attrs['width']])).to.deep.equal([
      ['exposure', '0', '500'],
      ['choosing', '0', '250'],
      ['exposure', '500', '125'],
      ['choosing', '625', '0'],
    ]);
  });

  it('gives each symbol the p of its gain after a look at all of them, and a dash where there is none', () => {
    const cells = elementsIn(drawn(EVIDENCE)).filter(({ tag }) => tag === 'td');
    const texts = cells.map(textIn);
    expect(texts).to.include('0.031').and.to.include('–');
  });

  it('draws nothing of what is not there', () => {
    const empty: EvidenceSummary = {
      ...EVIDENCE,
      curve: { ts_ms: [], traded: [], advised: [], lo: [], hi: [] },
      claims: { n: 0, brier: null, bins: [] },
      symbols: [],
    };
    const panel = drawn(empty);
    expect(elementsIn(panel).filter(({ tag }) => tag === 'svg')).to.deep.equal([]);
    expect(textIn(panel)).to.contain('No trade is judged.');
  });
});
