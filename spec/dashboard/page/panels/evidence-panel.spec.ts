import { expect } from 'chai';
import type { EvidenceSummary } from '../../../../src/dashboard/model/evidence';
import { evidencePanel } from '../../../../src/dashboard/page/panels/evidence-panel';
import type { Element, Node } from '../../../../src/dashboard/page/parts/node';

const EVIDENCE: EvidenceSummary = {
  as_of: '2026-01-11T00:00:00.000Z',
  trades: 40,
  is_enough: true,
  sentence: '<b>It helped.</b>',
  curve: { ts_ms: [0, 10], traded: [-10, 10], advised: [0, 5], lo: [0, 0], hi: [0, 10] },
  claims: { n: 4, brier: 0.25, bins: [{ n: 4, mean_p: 0.5, share: 0.75, interval: [0.25, 1] }] },
  symbols: [
    { symbol: '<img>', n: 20, mean_m: 0.5, exposure_usd: -4, choosing_usd: 2 },
    { symbol: 'ETHUSDT', n: 20, mean_m: null, exposure_usd: 1, choosing_usd: 0 },
  ],
};

const all = (node: Node): readonly Element[] =>
  typeof node === 'string' ? [] : [node, ...node.children.flatMap(all)];
const textIn = (node: Node): string => (typeof node === 'string' ? node : node.children.map(textIn).join(''));
const drawn = (evidence: EvidenceSummary): Element => evidencePanel(evidence, undefined, false);
const withClass = (node: Node, name: string): readonly Element[] =>
  all(node).filter(({ attrs }) => attrs['class']?.split(' ').includes(name));

describe('the evidence panel', () => {
  it('says the sentence as text, on top', () => {
    const [sentence] = withClass(drawn(EVIDENCE), 'sentence');
    expect(sentence?.children).to.deep.equal(['<b>It helped.</b>']);
  });

  it('is grey where there is not enough, and only there', () => {
    expect(withClass(drawn(EVIDENCE), 'unsure')).to.deep.equal([]);
    expect(withClass(drawn({ ...EVIDENCE, is_enough: false }), 'unsure')).to.have.length(1);
  });

  it('draws both totals, with the band around the advised one', () => {
    const panel = drawn(EVIDENCE);
    const paths = all(panel).filter(({ tag, attrs }) => tag === 'path' && attrs['d'] !== undefined);
    expect(paths.map(({ attrs }) => [attrs['class'], attrs['d']])).to.deep.equal([
      ['spread', 'M0 110 L1000 0 L1000 110 L0 110 Z'],
      ['traded', 'M0 220 L1000 0'],
      ['advised', 'M0 110 L1000 55'],
    ]);
    expect(textIn(panel)).to.contain('as traded +10.00 USD').and.to.contain('as advised +5.00 USD');
  });

  it('draws each bin with its interval, and says its count', () => {
    const panel = drawn(EVIDENCE);
    const [diagram] = withClass(panel, 'reliability');
    const lines = diagram === undefined ? [] : all(diagram).filter(({ tag }) => tag === 'line');
    expect(lines.map(({ attrs }) => [attrs['x1'], attrs['x2'], attrs['y1'], attrs['y2']])).to.deep.equal([
      ['0', '1000', '180', '0'],
      ['500', '500', '135', '0'],
      ['488', '512', '45', '45'],
    ]);
    expect(textIn(panel)).to.contain('said 0.50: came in 75 % of 4');
  });

  it('stacks what choosing was worth on what exposure was, symbol by symbol', () => {
    const rects = all(drawn(EVIDENCE)).filter(({ attrs }) =>
      ['exposure', 'choosing'].includes(attrs['class'] ?? ''),
    );
    expect(rects.map(({ attrs }) => [attrs['class'], attrs['x'], attrs['width']])).to.deep.equal([
      ['exposure', '0', '500'],
      ['choosing', '0', '250'],
      ['exposure', '500', '125'],
      ['choosing', '625', '0'],
    ]);
  });

  it('draws nothing of what is not there', () => {
    const empty: EvidenceSummary = {
      ...EVIDENCE,
      curve: { ts_ms: [], traded: [], advised: [], lo: [], hi: [] },
      claims: { n: 0, brier: null, bins: [] },
      symbols: [],
    };
    const panel = drawn(empty);
    expect(all(panel).filter(({ tag }) => tag === 'svg')).to.deep.equal([]);
    expect(textIn(panel)).to.contain('No trade is judged.');
  });
});
