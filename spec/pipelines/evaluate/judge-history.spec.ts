import { keptAdvice, type SymbolAdvice } from '../../../operators/evidence/walk/advice-frame';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { AdvisedTrade } from '../../../operators/evidence/walk/advised-trade';
import { adviceAt } from '../../../pipelines/evaluate/advice-at';
import { outcomesOf } from '../../../pipelines/evaluate/outcomes';
import { publishedAdvice } from '../../../pipelines/evaluate/published-advice';
import { replay } from '../../../pipelines/replay/replay';
import { parseLenient } from '../../../src/io/json/lenient-json';
import { isObject, type JsonObject } from '../../../src/model/values/json';
import { parseTimestamp } from '../../../src/model/values/time';
import {
  judged,
  judgeOptions,
  METRICS,
  NOW,
  onSimulated,
  ORDERS,
  rewrite,
  withHistory,
} from './simulated-logs';

/** What the advice was, by trade. */
function adviceOf({ trade, multiples, table, reason, mode }: AdvisedTrade): object {
  return { symbol: trade.symbol, ts: trade.ts, multiples, table, reason, mode };
}

function rowIn(line: string): JsonObject {
  const value = parseLenient(line)?.value;
  return isObject(value) ? value : {};
}

describe('judgeHistory', function () {
  this.timeout(120_000);

  it('knows nothing of what comes later: all later trades turned into others change no earlier multiple', async () => {
    await onSimulated({ seed: 3, days: 14 }, async (dir, desk) => {
      const before = await judged(dir, desk);
      const middle = before.trades[Math.floor(before.trades.length / 2)]?.trade.ts ?? 0;
      for (const log of [ORDERS, METRICS])
        await rewrite(join(dir, log), (line) => {
          const row = rowIn(line);
          const ts = Math.max(parseTimestamp(row['ts']) ?? 0, parseTimestamp(row['ts_close']) ?? 0);
          const pnl = row['realizedPnlUsd'];
          if (ts <= middle || typeof pnl !== 'number') return line;
          return line.replace(/"realizedPnlUsd": ?[^,}]+/, `"realizedPnlUsd": ${-7 * pnl}`);
        });
      const after = await judged(dir, desk);
      const early = (trades: readonly AdvisedTrade[]): readonly object[] =>
        trades.filter(({ trade }) => trade.ts <= middle).map(adviceOf);
      expect(early(after.trades)).to.deep.equal(early(before.trades));
      expect(early(after.trades)).to.have.length.above(50);
      expect(after.trades.map(adviceOf)).to.not.deep.equal(before.trades.map(adviceOf));
    });
  });

  it('computes what a replay publishes at the same moments', async () => {
    await onSimulated({ seed: 4, days: 18 }, async (dir, desk) => {
      const out = join(dir, 'out');
      await replay({ logs: dir, desk, out, everyMs: 12 * 3_600_000, now: NOW });
      const published = await publishedAdvice(out, desk);
      const moments = published.frames.map(({ asOf }) => asOf);
      expect(moments).to.have.length.above(30);
      await withHistory(dir, desk, false, async (history) => {
        let i = 0;
        for (const frame of adviceAt(history, outcomesOf(history, desk), desk, moments.slice(0, -1))) {
          const standing = published.frames[i++];
          expect(plain(frame.symbols), String(frame.asOf)).to.deep.equal(
            plain(standing?.symbols ?? new Map()),
          );
          expect(frame).to.include({ mode: standing?.mode, k: standing?.k });
        }
        expect(i).to.equal(moments.length - 1);
        await Promise.resolve();
      });
    });
  });

  it('the order of rows and rows told twice change nothing, given when they were known', async () => {
    await onSimulated({ seed: 5, days: 12 }, async (dir, desk) => {
      const before = await judged(dir, desk, {}, false);
      for (const log of [ORDERS, METRICS]) {
        const lines = (await readFile(join(dir, log), 'utf8')).trimEnd().split('\n');
        const doubled = [...lines].reverse().flatMap((line) => [line, line]);
        await writeFile(join(dir, log), `${doubled.join('\n')}\n`);
      }
      const after = await judged(dir, desk, {}, false);
      expect(after.trades.map(adviceOf)).to.deep.equal(before.trades.map(adviceOf));
      expect(after.outcomes.digest).to.equal(before.outcomes.digest);
      expect(after.claims.map(({ asOf, symbol }) => [asOf, symbol])).to.deep.equal(
        before.claims.map(({ asOf, symbol }) => [asOf, symbol]),
      );
    });
  });

  it('a row that was written late was not known before', async () => {
    await onSimulated({ seed: 6, days: 12 }, async (dir, desk) => {
      const path = join(dir, ORDERS);
      const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
      // All rows of the first six days are written after all others.
      const cut = Math.floor(lines.length / 2);
      await writeFile(path, `${[...lines.slice(cut), ...lines.slice(0, cut)].join('\n')}\n`);
      const late = await judged(dir, desk);
      const sorted = await judged(dir, desk, {}, false);
      const sizes = ({ trades }: typeof late): number =>
        trades.reduce((sum, { multiples }) => sum + (multiples.weights ?? 0), 0);
      expect(late.trades.length).to.equal(sorted.trades.length);
      expect(late.trades.map(adviceOf)).to.not.deep.equal(sorted.trades.map(adviceOf));
      expect(sizes(late)).to.not.equal(sizes(sorted));
    });
  });

  it('judges the trades that closed in the span asked for, with the advice they had anyway', async () => {
    await onSimulated({ seed: 7, days: 12 }, async (dir, desk) => {
      const all = (await judged(dir, desk)).trades;
      const [since, until] = [all[40]?.trade.ts ?? 0, all[80]?.trade.ts ?? 0];
      const some = (await judged(dir, desk, { since, until })).trades;
      expect(some.map(adviceOf)).to.deep.equal(
        all.filter(({ trade }) => trade.ts >= since && trade.ts <= until).map(adviceOf),
      );
    });
  });

  it('leaves what the config gives no advice for as it was traded', async () => {
    await onSimulated({ seed: 8, days: 8 }, async (dir, desk) => {
      const [first, ...others] = desk.listings;
      if (first === undefined) throw new Error('the universe is empty');
      const without = { ...desk, listings: new Map(others) };
      const { trades, left } = await judged(dir, without, judgeOptions(dir, without));
      expect(trades.some(({ trade }) => trade.symbol === first[0])).to.equal(false);
      expect(left.not_in_universe?.n).to.be.above(10);
      const nobody = { ...desk, listings: new Map() };
      expect((await judged(dir, nobody)).trades).to.deep.equal([]);
    });
  });
});

function plain(symbols: ReadonlyMap<string, SymbolAdvice>): object {
  return Object.fromEntries([...symbols].map(([name, advice]) => [name, keptAdvice(advice)]));
}
