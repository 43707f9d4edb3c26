import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { groupView, type GroupView } from '../../operators/expectancy/group-view';
import { expectancyOf } from '../../operators/expectancy/measure-expectancy';
import { replay } from '../../pipelines/replay/replay';
import { tradesOf } from '../../pipelines/replay/trades';
import { loadDesk } from '../../src/io/config/load-desk';
import type { Desk } from '../../src/model/fund/desk';
import { publishedOf } from './replayed';
import { sharedData } from './shared-data';

/** 400 real trades whose statistics others have computed: the table in real/README.md, at its printed precision. */

const NOW = Date.UTC(2026, 5, 1);
const WINDOW = '60d';

async function deskOf(real: string): Promise<Desk> {
  const { desk } = await loadDesk(join(real, 'config'), WINDOW);
  if (desk === undefined) throw new Error('the real config has errors');
  return desk;
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
    const desk = await deskOf(real);
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

  it('take the fallback risk, as no strategy of theirs has a stop', async function () {
    const real = sharedData('real');
    if (real === undefined) return this.skip();
    const desk = await deskOf(real);
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
