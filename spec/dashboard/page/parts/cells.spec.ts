import { expect } from 'chai';
import { pageModel } from '../../../../src/dashboard/page';
import type { PageModel } from '../../../../src/dashboard/model/page-model';
import { allocationPanel } from '../../../../src/dashboard/page/panels/allocation-panel';
import { costsPanel } from '../../../../src/dashboard/page/panels/costs-panel';
import { drawer } from '../../../../src/dashboard/page/drawer/drawer';
import { expectancyPanel } from '../../../../src/dashboard/page/panels/expectancy-panel';
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

  it('has the configured cap, where it is from and the ceiling beside the suggested cap', async () => {
    const caps = {
      caps: { current_max_nav_pct: 0.25 },
      suggested_caps: { max_nav_pct: 0.0102 },
      cap_source: 'per_symbol',
      ceiling: 0.2,
    };
    expect(drawerOf(await pageWith({}, caps))).to.contain(
      'Cap1.02 % configured 25.00 %, from per symbol; ceiling 20.00 %',
    );
    expect(drawerOf(await pageWith({}, { caps: {} }))).to.not.contain('configured');
  });

  it('has how long positions were held, and what of the fees and entries is not known, where there is any', async () => {
    const told = await pageWith(
      { hold_s_p50: 5202.6, hold_s_p95: 90_000, fees_usd: 3, estimated_fees: 0.5, entry_unknown: 0.25 },
      {},
    );
    expect(drawerOf(told))
      .to.contain('Held, p50 / p951 h 26 min / 1 d 1 h')
      .and.contain('Fees3.00 USD 0.50 estimated')
      .and.contain('Entry unknown25.00 % of the quantity');
    const untold = { hold_s_p50: null, hold_s_p95: null, estimated_fees: 0, entry_unknown: 0 };
    expect(drawerOf(await pageWith(untold, {}))).to.not.match(/Held|estimated|Entry unknown/);
  });

  it('has the estimated part of the fees in its line from gross to net', async () => {
    for (const [estimated, text] of [
      [0.5, '−3.00, 0.50 est.'],
      [0, '−3.00'],
      [null, '−3.00'],
    ] as const) {
      const { symbols, total } = await pageWith({ fees_usd: 3, estimated_fees: estimated }, {});
      const line = lineOf(costsPanel(symbols, total, undefined, true), SYMBOL);
      expect(line).to.contain(text);
      expect(line.includes('est.')).to.equal(estimated === 0.5);
    }
  });

  it('counts the independent trades beside n where they are fewer', async () => {
    for (const [n_eff, text] of [
      [8.547, '19, as 8.5'],
      [19, '19'],
      [null, '19'],
    ] as const) {
      const model = await pageWith({ known_r: 19, n_eff }, {});
      const line = lineOf(expectancyPanel(model.symbols, undefined, true), SYMBOL);
      expect(line).to.contain(`${SYMBOL}${text}`);
      expect(line.includes(', as')).to.equal(n_eff === 8.547);
      expect(drawerOf(model)).to.contain(n_eff === 8.547 ? 'n 19, as 8.5 independent' : 'n 19');
    }
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

  it('has the claim about the next 20 trades in its line and beside the edge', async () => {
    for (const [p_dd, text, inDrawer] of [
      [0.617, '61.7 %', '61.70 %'],
      [null, '–', '–'],
    ] as const) {
      const model = await pageWith({ edge: 0.9, p_dd }, {});
      expect(lineOf(expectancyPanel(model.symbols, undefined, true), SYMBOL)).to.match(
        new RegExp(`${text}$`),
      );
      expect(drawerOf(model)).to.contain(`Next 20 trades${inDrawer}`);
    }
  });

  it('has a star beside its mean where that holds for all symbols at once', async () => {
    for (const clears_bar of [true, false]) {
      const model = await pageWith({ avg_r: 0.5, clears_bar, r_interval_adjusted: [0.1, 0.9] }, {});
      const line = lineOf(expectancyPanel(model.symbols, undefined, true), SYMBOL);
      expect(line.includes('★ +0.50')).to.equal(clears_bar);
    }
  });
});
