import { expect } from 'chai';
import { pageModel } from '../../../src/dashboard/page';
import { hoursPanel } from '../../../src/dashboard/page/panels/hours-panel';
import type { Element, Node } from '../../../src/dashboard/page/parts/node';

const all = (node: Node): readonly Element[] =>
  typeof node === 'string' ? [] : [node, ...node.children.flatMap(all)];

describe('the hours of the day', () => {
  it('have the colour of their mean only where they clear the bar: a single trade is no signal', () => {
    const hours = {
      3: { count: 1, known_r: 1, avg_r: -2, clears_bar: false, r_interval_adjusted: null },
      4: { count: 9, known_r: 9, avg_r: -2, clears_bar: true, r_interval_adjusted: [-2.5, -1.5] },
      5: { count: 9, known_r: 9, avg_r: 1.9, clears_bar: false, r_interval_adjusted: [-1, 5] },
    };
    const model = pageModel({ expectancy: { hours } }, { nowMs: 0, staleAfterMs: 1 });
    const cells = all(hoursPanel(model.hours, 24)).filter(({ attrs }) => attrs['data-hour'] !== undefined);
    expect(cells.slice(3, 6).map(({ attrs }) => attrs['class'])).to.deep.equal([
      'hour heat-loss-1 unclear',
      'hour heat-loss-2 clear',
      'hour heat-gain-1 unclear',
    ]);
  });
});
