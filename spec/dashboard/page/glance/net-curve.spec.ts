import { expect } from 'chai';
import { netCurve } from '../../../../src/dashboard/page/glance/net-curve';
import type { Element, Node } from '../../../../src/dashboard/page/parts/node';
import { nodeText } from '../../../../src/dashboard/page/parts/node';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);

const all = (node: Node): readonly Element[] =>
  typeof node === 'string' ? [] : [node, ...node.children.flatMap(all)];

function curve(cum_net_usd: readonly number[], endMs: number | null) {
  const ts_ms = cum_net_usd.map((_, i) => START + i * DAY_MS);
  return netCurve({ ts_ms, cum_net_usd, cum_r: [], drawdown_r: [] }, endMs);
}

const pathOf = (drawn: Element): string | undefined =>
  all(drawn).find(({ tag }) => tag === 'path')?.attrs['d'];

describe('the curve of the fund at a glance', () => {
  it('steps at each trade from 0 and goes on level to the as-of', () => {
    expect(pathOf(curve([10, -10], START + 2 * DAY_MS))).to.equal('M0 30 H0 V0 H500 V60 H1000');
  });

  it('has its ends in words, and 0 always in sight', () => {
    const drawn = curve([5, 20.5], START + DAY_MS);
    expect(nodeText(drawn)).to.equal('2026-01-010.00 … +20.502026-01-02');
    expect(all(drawn).find(({ tag }) => tag === 'svg')?.attrs).to.deep.include({
      class: 'net gain',
      'aria-label': 'Cumulative net of the fund: highest +20.50, lowest 0.00, last +20.50 USD',
    });
    expect(all(curve([-1], null)).find(({ tag }) => tag === 'svg')?.attrs['class']).to.equal('net loss');
  });
});
