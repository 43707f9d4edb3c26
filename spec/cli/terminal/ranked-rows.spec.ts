import { expect } from 'chai';
import type { AllocationFile } from '../../../operators/allocate/allocation-file';
import { ALLOCATION_SORT_KEYS, allocationTable } from '../../../src/cli/terminal/allocation-table';
import { rankedRows } from '../../../src/cli/terminal/ranked-rows';
import { rowPick } from '../../../src/cli/terminal/table-rows';
import { hasRecord } from '../../../src/model/fund/has-record';
import { replay } from '../../../pipelines/replay/replay';
import { loadDesk } from '../../../src/io/config/load-desk';
import { publishedOf } from '../../contract/replayed';
import { closeLine, routeLine, TS } from '../../io/rows';
import { onDesk } from '../desk';
import { join } from 'node:path';

const SYMBOLS = ['NODATA', 'LOSES', 'ROUTED', 'WINS'];
const closes = (symbol: string, usd: number): string =>
  Array.from({ length: 10 }, (_, n) =>
    closeLine({ symbol, ts: TS + n, orderId: `${symbol}${n}`, realizedPnlUsd: usd, notional_usd: 100 }),
  ).join('\n');

/** What a desk publishes of a symbol that wins, one that loses, one that only has a router row, and one without any. */
async function published(): Promise<ReturnType<typeof publishedOf>> {
  const files = {
    'config/pairs_universe.json': JSON.stringify({
      universe: SYMBOLS.map((symbol) => ({ symbol, enabled: true, caps: { max_nav_pct: 0.25 } })),
    }),
    'logs/execution/orders_executed.jsonl': `${closes('WINS', 5)}\n${closes('LOSES', -50)}\n`,
    'logs/execution/order_metrics.jsonl': `${routeLine({ symbol: 'ROUTED', ts: TS, attempt_id: 'r' })}\n`,
  };
  return onDesk(files, async (dir) => {
    const { desk } = await loadDesk(join(dir, 'config'));
    if (desk === undefined) throw new Error('the desk has errors');
    return publishedOf((await replay({ logs: join(dir, 'logs'), desk, now: TS * 1000 + 1e6 })).frame);
  });
}

const symbolsOf = (rows: AllocationFile['symbols']): readonly string[] => rows.map(({ symbol }) => symbol);

describe('the allocation table', () => {
  it('ranks symbols with a record above one without any, whose score is of priors alone', async () => {
    const { allocation, scores, suggestions } = await published();
    const byScore = scores.symbols.map(({ symbol }) => symbol);
    expect(byScore.indexOf('NODATA'), 'in the file it stands by its score').to.be.lessThan(
      byScore.indexOf('LOSES'),
    );
    const rows = rankedRows(allocation.symbols, suggestions);
    expect(symbolsOf(rows).at(-1)).to.equal('NODATA');
    expect(rows.at(-1)?.score).to.equal(null);
    expect(rows.slice(0, -1).every(({ score }) => score !== null)).to.equal(true);
    expect(symbolsOf(rows.slice(0, -1))).to.deep.equal(
      symbolsOf(allocation.symbols).filter((symbol) => symbol !== 'NODATA'),
    );
  });

  it('shows it last, and no score, however the table is sorted', async () => {
    const { allocation, suggestions } = await published();
    for (const sort of [undefined, 'score', 'expectancy'] as const) {
      const pick = rowPick(sort === undefined ? {} : { sort }, ALLOCATION_SORT_KEYS);
      const lines = allocationTable(allocation, pick, suggestions).split('\n');
      expect(lines.at(-1), sort).to.match(/^NODATA +\| +– \| +– /);
      expect(
        lines.find((line) => line.startsWith('ROUTED')),
        sort,
      ).to.match(/^ROUTED +\| 0\.\d+ /);
    }
  });
});

describe('hasRecord', () => {
  it('is a trade or a router row', () => {
    expect([hasRecord(1, 0), hasRecord(0, 1), hasRecord(3, undefined)]).to.deep.equal([true, true, true]);
    expect([hasRecord(0, 0), hasRecord(null, undefined)]).to.deep.equal([false, false]);
  });
});
