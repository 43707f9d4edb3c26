import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { cutName } from '../../../../src/dashboard/page/groups/cut-words';
import { windowWords } from '../../../../src/dashboard/page/parts/format';
import { inTemporary } from '../../../contract/replayed';
import { sharedData } from '../../../contract/shared-data';
import { replayed, SAMPLE } from '../states';
import { column, drawn, launched, numbersIn, visit } from './browser';
import { served } from './served';

/** The panels that answer a desk's questions, in a real browser, on the sample and on real trades. */

const NOW = Date.parse('2026-11-20T00:00:00Z');
const DAY_MS = 86_400_000;

interface CloseRow {
  readonly ts_close: string;
  readonly realizedPnlUsd: number;
  readonly fees_total: number;
  readonly exit_reason: string;
  readonly entry_notional_usd: number;
  readonly position_size_before: number;
}

type Keys = (rows: readonly CloseRow[]) => (row: CloseRow) => string;

/** Count and net of a window of the real trades by group, from the log alone. */
function netBy(logs: string, days: number, keysOf: Keys): Map<string, readonly number[]> {
  const lines = readFileSync(join(logs, 'execution', 'orders_executed.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const all = lines.map((line) => JSON.parse(line) as CloseRow);
  const from = Math.max(...all.map(({ ts_close }) => Date.parse(ts_close))) - days * DAY_MS;
  const rows = all.filter(({ ts_close }) => Date.parse(ts_close) > from);
  const keyOf = keysOf(rows);
  const groups = new Map<string, readonly number[]>();
  for (const row of rows) {
    const [n = 0, net = 0] = groups.get(keyOf(row)) ?? [];
    groups.set(keyOf(row), [n + 1, net + row.realizedPnlUsd - row.fees_total]);
  }
  return groups;
}

const quarters: Keys = (rows) => {
  const sizes = rows.map(({ entry_notional_usd }) => entry_notional_usd).sort((a, b) => a - b);
  const ends = [1, 2, 3].map((k) => sizes[Math.ceil((k * sizes.length) / 4) - 1] ?? NaN);
  return (row) => `q${String(1 + ends.filter((end) => row.entry_notional_usd > end).length)}`;
};

const QUESTIONS: Readonly<Record<string, Keys>> = {
  exit_reasons: () => (row) => row.exit_reason,
  months: () => (row) => row.ts_close.slice(0, 7),
  sides: () => (row) => (row.position_size_before > 0 ? 'long' : 'short'),
  sizes: quarters,
};

async function shownBy(page: Page, cut: string, window: string): Promise<Map<string, readonly number[]>> {
  await page.selectOption('#cut', cut);
  await page.selectOption('#cut-window', window);
  const caption = `Trades by ${cutName(cut)}, ${windowWords(window)}`;
  await page.locator('#cuts caption', { hasText: caption }).waitFor({ state: 'attached' });
  const counts = await column(page, 'cuts', 'n');
  const nets = await column(page, 'cuts', 'net');
  return new Map(
    [...counts].map(([key, n]) => [key, [numbersIn(n)[0] ?? NaN, numbersIn(nets.get(key) ?? '')[0] ?? NaN]]),
  );
}

describe('the panels of questions in a browser', () => {
  let browser: Browser | undefined;
  before(async () => {
    browser = await launched();
  });

  it('answer for the real trades which exit reason loses most, which side, which month and which size', async function () {
    const real = sharedData('real');
    if (browser === undefined || real === undefined) return this.skip();
    const open = browser;
    const world = { logs: join(real, 'logs'), config: join(real, 'config') };
    await inTemporary(async (dir) => {
      const files = await replayed(world, dir, NOW);
      const dashboard = await served(dir, files.allocation.updated_ts * 1000 + 3000);
      try {
        const { page, trouble } = await visit(open, dashboard.url);
        await drawn(page);
        await page.waitForSelector('#cuts table');
        for (const [window, days] of [
          ['14d', 14],
          ['30d', 30],
        ] as const) {
          for (const [cut, keysOf] of Object.entries(QUESTIONS)) {
            const shown = await shownBy(page, cut, window);
            const counted = netBy(world.logs, days, keysOf);
            expect([...shown.keys()].sort(), `${cut} ${window}`).to.deep.equal([...counted.keys()].sort());
            for (const [key, [n, net = NaN]] of counted) {
              expect(shown.get(key)?.[0], `${cut} ${key}`).to.equal(n);
              expect(shown.get(key)?.[1], `${cut} ${key}`).to.be.closeTo(net, 0.00501);
            }
          }
        }
        expect(await page.locator('#fills').textContent()).to.contain('No row carries slippage');
        expect(await page.locator('#regimes').textContent()).to.contain('No row carries');
        expect(await page.locator('#suggested').textContent()).to.match(/Stop trading .*: edge too low/);
        expect(trouble).to.deep.equal([]);
        await page.context().close();
      } finally {
        await dashboard.close();
      }
    });
  });

  it('show the sample’s groups, days and fills with the files’ numbers', async function () {
    if (browser === undefined) return this.skip();
    const open = browser;
    await inTemporary(async (dir) => {
      const { expectancy, suggestions, allocation } = await replayed(SAMPLE, dir, NOW);
      const dashboard = await served(dir, allocation.updated_ts * 1000 + 3000);
      try {
        const { page, trouble } = await visit(open, dashboard.url);
        await drawn(page);
        await page.waitForSelector('#cuts table');
        const { sides, weekdays, sizes, holding_times, exit_reasons } = expectancy;
        const groupings = { sides, weekdays, sizes, holding_times, exit_reasons };
        for (const [cut, groups] of Object.entries(groupings)) {
          if (Object.keys(groups).join() === 'unknown') continue;
          const shown = await shownBy(page, cut, expectancy.window);
          expect([...shown.keys()].sort(), cut).to.deep.equal(Object.keys(groups).sort());
          for (const [key, { count, net_pnl_usd }] of Object.entries(groups)) {
            expect(shown.get(key)?.[0], `${cut} ${key}`).to.equal(count);
            expect(shown.get(key)?.[1], `${cut} ${key}`).to.be.closeTo(net_pnl_usd, 0.00501);
          }
        }
        expect(await page.locator('#fund .day-bars rect').count()).to.equal(expectancy.fund.daily.length);
        expect(numbersIn((await page.locator('#sharpe-day').textContent()) ?? '')[0]).to.be.closeTo(
          expectancy.fund.sharpe_day ?? NaN,
          0.00501,
        );
        const fees = await column(page, 'fills', 'fees');
        const makers = await column(page, 'fills', 'maker_fill');
        for (const { symbol, metrics } of suggestions.symbols) {
          expect(numbersIn(fees.get(symbol) ?? '')[0], symbol).to.be.closeTo(
            metrics.mean_fee_bps ?? NaN,
            0.00501,
          );
          expect(numbersIn(makers.get(symbol) ?? '')[0], symbol).to.be.closeTo(
            100 * (metrics.maker_fill_rate ?? NaN),
            0.0501,
          );
        }
        expect(trouble).to.deep.equal([]);
        await page.context().close();
      } finally {
        await dashboard.close();
      }
    });
  });

  it('are all drawn in a screenshot of the whole page and on paper', async function () {
    if (browser === undefined) return this.skip();
    const open = browser;
    await inTemporary(async (dir) => {
      const { allocation } = await replayed(SAMPLE, dir, NOW);
      const dashboard = await served(dir, allocation.updated_ts * 1000 + 3000);
      try {
        const { page } = await visit(open, dashboard.url);
        await page.waitForSelector('#curves canvas');
        // What is skipped has no size of its own, or is not rendered.
        const skipped = `[...document.querySelectorAll('.panel')].filter((panel) => getComputedStyle(panel).contentVisibility !== 'visible' || [...panel.querySelectorAll('td, svg, canvas')].some((part) => !part.checkVisibility({ contentVisibilityAuto: true }) && getComputedStyle(part).display !== 'none')).map(({ id }) => id)`;
        expect(await page.evaluate(skipped)).to.deep.equal([]);
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        expect(await page.evaluate(skipped)).to.deep.equal([]);
        const cut = `[...document.querySelectorAll('.scroll')].filter((box) => box.scrollHeight > box.clientHeight + 1).length`;
        expect(await page.evaluate(cut)).to.equal(0);
        expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).to.equal(
          'light',
        );
        await page.context().close();
      } finally {
        await dashboard.close();
      }
    });
  });
});
