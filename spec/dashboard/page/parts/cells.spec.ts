import { expect } from 'chai';
import { pageModel } from '../../../../src/dashboard/page';
import type { PageModel } from '../../../../src/dashboard/model/page-model';
import { allocationPanel } from '../../../../src/dashboard/page/panels/allocation-panel';
import { drawer } from '../../../../src/dashboard/page/panels/drawer';
import { ranking } from '../../../../src/dashboard/page/panels/ranking';
import type { Node } from '../../../../src/dashboard/page/parts/node';
import type { JsonObject } from '../../../../src/model/values/json';
import { childAt, childrenAt } from '../../../../src/dashboard/model/json-fields';
import { sampleDocuments, SOON } from '../../states';

const SYMBOL = 'XRPUSDT';

function textOf(node: Node): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

/** The line of a symbol in a table. */
function lineOf(node: Node, symbol: string): string {
  const lines: string[] = [];
  const look = (at: Node): void => {
    if (typeof at === 'string') return;
    if (at.attrs['data-row'] === symbol) lines.push(textOf(at));
    at.children.forEach(look);
  };
  look(node);
  expect(lines).to.have.length(1);
  return lines[0] ?? '';
}

/** The page of the sample with these fields of a symbol's group and of its allocation. */
async function pageWith(group: JsonObject, allocation: JsonObject): Promise<PageModel> {
  const state = await sampleDocuments();
  const symbols = Object.fromEntries(childrenAt(state.expectancy, 'symbols'));
  const rows = state.allocation['symbols'] as readonly JsonObject[];
  return pageModel(
    {
      ...state,
      expectancy: {
        ...state.expectancy,
        symbols: { ...symbols, [SYMBOL]: { ...childAt(symbols, SYMBOL), ...group } },
      },
      allocation: {
        ...state.allocation,
        symbols: rows.map((row) => (row['symbol'] === SYMBOL ? { ...row, ...allocation } : row)),
      },
    },
    SOON,
  );
}

describe('a suggestion on the page', () => {
  const drawerOf = (model: PageModel): string =>
    textOf(drawer(model, { symbol: SYMBOL, explanation: 'none' }));
  const panelOf = ({ symbols, header }: PageModel) => allocationPanel(symbols, header, undefined, true);

  it('shows its size in USD, the minimum order and its reason', async () => {
    const model = await pageWith(
      {},
      { suggested_size_usd: 1234.5, min_notional_usd: 10, reason: 'cannot_probe' },
    );
    expect(lineOf(panelOf(model), SYMBOL))
      .to.contain('1,234.50')
      .and.contain('minimum order too large');
    expect(drawerOf(model)).to.contain('1,234.50 USD').and.contain('minimum order 10.00 USD');
  });

  it('says in its row and in its explanation that money and R disagree, and only then', async () => {
    for (const disagree of [true, false]) {
      const model = await pageWith({ edge: 0.9, edge_usd: 0.123, usd_and_r_disagree: disagree }, {});
      const shown = [
        lineOf(panelOf(model), SYMBOL),
        lineOf(ranking(model.symbols, model.score_parts, undefined, true), SYMBOL),
        drawerOf(model),
      ];
      for (const text of shown) expect(text.includes('R and USD disagree')).to.equal(disagree);
      expect(drawerOf(model)).to.contain('in USD 0.123');
    }
  });
});
