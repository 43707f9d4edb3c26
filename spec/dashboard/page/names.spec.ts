import { expect } from 'chai';
import { pageModel } from '../../../src/dashboard/page';
import { contributionBar } from '../../../src/dashboard/page/parts/contribution-bar';
import { overview } from '../../../src/dashboard/page/glance/overview';
import type { Element, Node } from '../../../src/dashboard/page/parts/node';
import { nodeText } from '../../../src/dashboard/page/parts/node';
import { regimesPanel } from '../../../src/dashboard/page/panels/regimes-panel';

const all = (node: Node): readonly Element[] =>
  typeof node === 'string' ? [] : [node, ...node.children.flatMap(all)];

describe('what an object inherits', () => {
  it('is no wording of a reason', () => {
    const scores = { account: { risk_mode: 'normal', reasons: ['constructor', '__proto__'] } };
    const shown = overview(pageModel({ scores }, { nowMs: 0, staleAfterMs: 1 }), 0, 'live');
    expect(nodeText(shown)).to.contain('constructor;   proto').and.to.not.contain('[native code]');
  });

  it('is no contribution to a score', () => {
    const score = {
      score: 0.5,
      contributions: { edge: 0.5 },
      components: {},
      priors: [],
      execution_judged: true,
    };
    const bar = contributionBar(score, [
      { name: 'constructor', weight: 0.5 },
      { name: 'edge', weight: 0.5 },
    ]);
    expect(nodeText(bar)).to.equal('Score 0.500: constructor 0.000 of 0.500, edge 0.500 of 0.500');
    expect(JSON.stringify(all(bar).map(({ attrs }) => attrs))).to.not.contain('NaN');
  });
});

describe('the net of a path', () => {
  it('is not known where no cell gives one', () => {
    const hit = { count: 2, wins: 1, losses: 1, flats: 0 };
    const expectancy = { regimes: { 'maker|low': hit, 'taker|low': { ...hit, net_pnl_usd: -2 } } };
    const { regimes } = pageModel({ expectancy }, { nowMs: 0, staleAfterMs: 1 });
    const rows = all(regimesPanel(regimes, 20)).filter(({ attrs }) => attrs['data-row'] !== undefined);
    expect(rows.map((row) => nodeText(row.children[2] ?? ''))).to.deep.equal(['–', '−2.00']);
  });
});
