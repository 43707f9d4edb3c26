import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { AllocationFile } from '../../operators/allocate/allocation-file';
import { groupView, type GroupView } from '../../operators/expectancy/group-view';
import { expectancyOf } from '../../operators/expectancy/measure-expectancy';
import { replay } from '../../pipelines/replay/replay';
import { tradesOf } from '../../pipelines/replay/trades';
import { allocationFooter } from '../../src/cli/terminal/allocation-table';
import type { PageModel } from '../../src/dashboard/model/page-model';
import { pageModel } from '../../src/dashboard/page';
import { suggestedTile } from '../../src/dashboard/page/glance/suggested-tile';
import { nodeText } from '../../src/dashboard/page/parts/node';
import { loadDesk } from '../../src/io/config/load-desk';
import type { Desk } from '../../src/model/fund/desk';
import { publishedOf } from './replayed';
import { sharedData } from './shared-data';

/** 400 real trades whose statistics others have computed: the table in real/README.md, at its printed precision. */

const NOW = Date.UTC(2026, 5, 1);
const WINDOW = '60d';

async function deskOf(real: string, window?: string): Promise<Desk> {
  const { desk } = await loadDesk(join(real, 'config'), window);
  if (desk === undefined) throw new Error('the real config has errors');
  return desk;
}

/** What a desk is shown of them with this primary window, else the usual one. */
async function advised(
  real: string,
  window?: string,
): Promise<{ readonly allocation: AllocationFile; readonly page: PageModel }> {
  const desk = await deskOf(real, window);
  const files = publishedOf((await replay({ logs: join(real, 'logs'), desk, now: NOW })).frame);
  return { allocation: files.allocation, page: pageModel(files, { nowMs: NOW, staleAfterMs: 1 }) };
}

/** Rows of the README's table by group; its dash is a null. */
async function tableOf(real: string): Promise<ReadonlyMap<string, readonly (number | null)[]>> {
  const text = await readFile(join(real, 'README.md'), 'utf8');
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter(([name]) => name !== 'group' && name?.startsWith('---') === false);
  return new Map(
    rows.map(([name = '', ...cells]) => [name, cells.map((cell) => (cell === '–' ? null : Number(cell)))]),
  );
}

/** The columns of the table, in its order, at its precision. */
function columnsOf(group: GroupView): readonly (number | null)[] {
  const { count, wins, hit_rate, expectancy, avg_win, avg_loss } = group;
  const { max_drawdown, longest_losing_streak, fees_usd } = group;
  const shown = [hit_rate, expectancy, avg_win, avg_loss, max_drawdown].map((value) =>
    value === null ? null : Number(value.toFixed(4)),
  );
  return [count, wins, ...shown, longest_losing_streak, Number(fees_usd.toFixed(4))];
}

describe('the real trades', () => {
  it('give every number of the table that came with them', async function () {
    const real = sharedData('real');
    if (real === undefined) return this.skip();
    const desk = await deskOf(real, WINDOW);
    const logs = join(real, 'logs');
    const { trades } = await tradesOf({ logs, desk, now: NOW });
    const { expectancy } = publishedOf((await replay({ logs, desk, now: NOW })).frame);
    const all = groupView(trades, desk.settings);
    const groups = new Map([
      ['all', all],
      ...Object.entries(expectancy.symbols),
      ...Object.entries(expectancy.strategies),
    ]);
    const table = await tableOf(real);
    expect(table.size).to.be.at.least(10);
    expect([...groups.keys()]).to.have.members([...table.keys()]);
    for (const [name, columns] of table) {
      const group = groups.get(name);
      expect(group === undefined ? undefined : columnsOf(group), name).to.deep.equal(columns);
    }
  });

  it('advise to stand down over all of them, and the table and the page say so at a glance', async function () {
    const real = sharedData('real');
    if (real === undefined) return this.skip();
    const { allocation, page } = await advised(real, WINDOW);
    const traded = page.symbols.filter(({ expectancy }) => (expectancy?.count ?? 0) > 0);
    expect(traded).to.have.length(8);
    for (const { symbol, allocation: row } of traded) expect(row?.suggested_weight, symbol).to.equal(0);
    expect(allocationFooter(allocation)).to.match(
      /^Stand down: no symbol gets a weight; 100\.00 % of NAV stays cash$/m,
    );
    expect(nodeText(suggestedTile(page))).to.contain('Stand down');
  });

  it('advise no more than a first try in the usual window, which holds the last fortnight', async function () {
    const real = sharedData('real');
    if (real === undefined) return this.skip();
    const { allocation, page } = await advised(real);
    const given = allocation.symbols.filter(({ suggested_weight }) => suggested_weight > 0);
    for (const { symbol, caps, suggested_weight, explanation } of given) {
      expect(explanation.phi.known_r, symbol).to.be.below(20);
      expect(suggested_weight, symbol).to.be.at.most(0.05 * (caps.current_max_nav_pct ?? 0));
    }
    expect(allocation.global.total_weight).to.be.at.most(0.005);
    expect(allocationFooter(allocation)).to.match(/^(Stand down|Only probes): /m);
    expect(nodeText(suggestedTile(page))).to.match(/Stand down|Only probes/);
  });

  it('take the fallback risk, as no strategy of theirs has a stop', async function () {
    const real = sharedData('real');
    if (real === undefined) return this.skip();
    const desk = await deskOf(real, WINDOW);
    const { trades } = await tradesOf({ logs: join(real, 'logs'), desk, now: NOW });
    const last = trades.at(-1);
    expect(last).to.not.equal(undefined);
    const { primary } = expectancyOf(trades, desk.settings, last?.ts ?? 0);
    const sources = Object.values(primary.symbols).map((group) => group.risk_sources);
    expect(sources.map(({ recorded, stop, none }) => recorded + stop + none)).to.deep.equal(
      sources.map(() => 0),
    );
  });
});
