import { expect } from 'chai';
import { explainSymbol } from '../../../operators/explain/explain-symbol';
import { ALLOCATION_SORT_KEYS, allocationTable } from '../../../src/cli/terminal/allocation-table';
import { rowPick } from '../../../src/cli/terminal/table-rows';
import { pageModel } from '../../../src/dashboard/page';
import { drawer } from '../../../src/dashboard/page/drawer/drawer';
import { ranking } from '../../../src/dashboard/page/panels/ranking';
import { nodeText } from '../../../src/dashboard/page/parts/node';
import { isObject } from '../../../src/model/values/json';
import { AS_OF, closesOf, deskAt, GOOD_ROW, listing, repeat, rowOf, rowsOf } from '../scenario';

const UNJUDGED = 'execution not judged';
const EXECUTION = ['cost', 'reliability', 'tail', 'latency', 'liquidity'] as const;

/** Two symbols with the same trades; only ROUTED has router rows. */
const published = () =>
  deskAt({
    closes: [...closesOf('BARE', repeat(20, 1)), ...closesOf('ROUTED', repeat(20, 1))],
    rows: rowsOf('ROUTED', 20, GOOD_ROW),
    universe: ['BARE', 'ROUTED', 'IDLE'].map((symbol) => listing(symbol)),
  });

describe('a symbol without a router row', () => {
  it('has its execution not judged; its score is what it was: five priors in the place of five parts', async () => {
    const { scores } = await published();
    const judged = scores.symbols.map(({ symbol, execution_judged }) => [symbol, execution_judged]);
    expect(Object.fromEntries(judged)).to.deep.equal({ ROUTED: true, BARE: false, IDLE: false });
    const bare = rowOf(scores.symbols, 'BARE');
    // 0.375 of the weight at 0.4.
    expect(EXECUTION.reduce((sum, part) => sum + bare.contributions[part], 0)).to.be.closeTo(0.15, 1e-9);
    expect(bare.priors).to.include.members([...EXECUTION]);
  });

  it('is explained in one remark, which names the parts and what they add', async () => {
    const files = await published();
    const remarks = (symbol: string): readonly string[] =>
      explainSymbol(symbol, files)?.sections.find(({ title }) => title === 'Score')?.remarks ?? [];
    expect(remarks('BARE')[0]).to.equal(
      'Execution not judged: the window holds no router row of it. cost, reliability, tail, latency, liquidity stand at the pessimistic prior and add 0.15, whatever was executed.',
    );
    expect(remarks('BARE')[1]).to.equal('No row carries volatility: held at the pessimistic prior.');
    expect(remarks('ROUTED').join(' ')).to.not.contain('not judged');
  });

  it('is told in the table where it has trades, and not of who has rows or nothing', async () => {
    const { allocation, suggestions } = await published();
    const lines = allocationTable(allocation, rowPick({}, ALLOCATION_SORT_KEYS), suggestions).split('\n');
    const told = lines.filter((line) => line.includes(UNJUDGED));
    expect(told.map((line) => line.split(' ')[0])).to.deep.equal(['BARE']);
    // Where the router's file is not there, nobody knows.
    expect(allocationTable(allocation, rowPick({}, ALLOCATION_SORT_KEYS), undefined)).to.not.contain(
      UNJUDGED,
    );
  });

  it('is told on the page, in its line and in its drawer; a file of before says nothing', async () => {
    const files = await published();
    const shown = (documents: Parameters<typeof pageModel>[0], symbol: string): readonly boolean[] => {
      const model = pageModel(documents, { nowMs: AS_OF, staleAfterMs: 1 });
      const symbols = model.symbols.filter((row) => row.symbol === symbol);
      return [
        ranking(symbols, model.score_parts, undefined, true),
        drawer(model, { symbol, explanation: 'none' }),
      ].map((node) => nodeText(node).includes(UNJUDGED));
    };
    expect(shown(files, 'BARE')).to.deep.equal([true, true]);
    expect(shown(files, 'ROUTED')).to.deep.equal([false, false]);
    const older: unknown = JSON.parse(
      JSON.stringify(files.scores).replaceAll(/"execution_judged":\w+,/g, ''),
    );
    expect(isObject(older) && shown({ ...files, scores: older }, 'BARE')).to.deep.equal([false, false]);
  });
});
