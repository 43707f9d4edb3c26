import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { StateFiles } from '../../../../operators/files/state-files';
import { column, numbersIn } from './browser';

/** What the sections of the page must show of the state files that they stand for. */

async function numbersOf(page: Page, table: string, name: string): Promise<Map<string, number | undefined>> {
  const texts = await column(page, table, name);
  return new Map([...texts].map(([row, text]) => [row, numbersIn(text)[0]]));
}

/** Each number as shown is the file's, to half of its last digit; an absent one is a dash. */
function same(
  shown: ReadonlyMap<string, number | undefined>,
  files: Readonly<Record<string, number | null>>,
  digits: number,
): void {
  expect([...shown.keys()].sort()).to.deep.equal(Object.keys(files).sort());
  for (const [name, value] of Object.entries(files)) {
    const found = shown.get(name);
    if (value === null) expect(found, name).to.equal(undefined);
    else expect(found, name).to.be.closeTo(value, 0.50001 * 10 ** -digits);
  }
}

function by<T>(
  rows: readonly T[],
  name: (row: T) => string,
  value: (row: T) => number | null,
): Record<string, number | null> {
  return Object.fromEntries(rows.map((row) => [name(row), value(row)]));
}

function of<T>(
  groups: Readonly<Record<string, T>>,
  value: (group: T) => number | null,
): Record<string, number | null> {
  return Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, value(group)]));
}

const percent = (share: number | null): number | null => (share === null ? null : share * 100);

export async function holdsScores(page: Page, { scores, expectancy, allocation }: StateFiles): Promise<void> {
  const symbolOf = ({ symbol }: { readonly symbol: string }): string => symbol;
  const names = [...(await column(page, 'scores', 'symbol')).keys()];
  // Those without a score come after those with one.
  expect(names.slice(0, scores.symbols.length)).to.deep.equal(scores.symbols.map(symbolOf));
  expect(names).to.include.members(allocation.symbols.map(symbolOf));
  const scored = new Map(scores.symbols.map(({ symbol, score }) => [symbol, score]));
  const every = (value: (symbol: string) => number | null): Record<string, number | null> =>
    Object.fromEntries(names.map((name) => [name, value(name)]));
  same(
    await numbersOf(page, 'scores', 'score'),
    every((name) => scored.get(name) ?? null),
    3,
  );
  const traded = (
    value: (group: (typeof expectancy.symbols)[string]) => number | null,
  ): Record<string, number | null> =>
    every((name) => {
      const group = expectancy.symbols[name];
      return group === undefined ? null : value(group);
    });
  same(
    await numbersOf(page, 'scores', 'avg_r'),
    traded(({ avg_r }) => avg_r),
    2,
  );
  same(
    await numbersOf(page, 'scores', 'expectancy'),
    traded((group) => group.expectancy),
    2,
  );
  const hits = new Map(
    [...(await column(page, 'scores', 'hit_rate'))].map(([row, text]) => [row, numbersIn(text)]),
  );
  for (const [symbol, group] of Object.entries(expectancy.symbols)) {
    expect(hits.get(symbol)?.[0], symbol).to.be.closeTo(100 * (group.hit_rate ?? NaN), 0.0501);
    expect(hits.get(symbol)?.[1], `count beside the rate of ${symbol}`).to.equal(group.count);
  }
  const weights = await column(page, 'scores', 'weight');
  for (const { symbol, suggested_weight } of allocation.symbols)
    expect(numbersIn(weights.get(symbol) ?? '').at(-1), symbol).to.be.closeTo(100 * suggested_weight, 0.0501);
}

export async function holdsMoney(
  page: Page,
  { expectancy, allocation, suggestions }: StateFiles,
): Promise<void> {
  const { symbols } = expectancy;
  same(
    await numbersOf(page, 'expectancy', 'avg_r'),
    of(symbols, ({ avg_r }) => avg_r),
    2,
  );
  same(
    await numbersOf(page, 'expectancy', 'n'),
    of(symbols, ({ known_r }) => known_r),
    0,
  );
  const gross = await numbersOf(page, 'costs', 'gross');
  const net = await numbersOf(page, 'costs', 'net');
  const flips = await numbersOf(page, 'costs', 'fee_flips');
  const total = net.get(' total');
  for (const shown of [gross, net, flips]) shown.delete(' total');
  same(
    gross,
    of(symbols, ({ gross_pnl_usd }) => gross_pnl_usd),
    2,
  );
  same(
    net,
    of(symbols, ({ net_pnl_usd }) => net_pnl_usd),
    2,
  );
  same(
    flips,
    of(symbols, ({ fee_flips }) => fee_flips),
    0,
  );
  expect(total).to.be.closeTo(
    Object.values(symbols).reduce((sum, { net_pnl_usd }) => sum + net_pnl_usd, 0),
    0.00501,
  );
  const rows = allocation.symbols;
  const symbolOf = ({ symbol }: { readonly symbol: string }): string => symbol;
  same(
    await numbersOf(page, 'allocation', 'suggested'),
    by(rows, symbolOf, (row) => percent(row.suggested_weight)),
    2,
  );
  same(
    await numbersOf(page, 'allocation', 'current'),
    by(rows, symbolOf, (row) => percent(row.current_weight)),
    2,
  );
  same(
    await numbersOf(page, 'allocation', 'size'),
    by(rows, symbolOf, (row) => row.suggested_size_usd),
    2,
  );
  const caps = await column(page, 'allocation', 'max_nav');
  for (const { symbol, suggested_caps } of rows) {
    const last = numbersIn(caps.get(symbol) ?? '').at(-1);
    if (suggested_caps.max_nav_pct === null) expect(last, symbol).to.equal(undefined);
    else expect(last, symbol).to.be.closeTo(100 * suggested_caps.max_nav_pct, 0.00501);
  }
  const offsets = await column(page, 'policy', 'offset');
  if (offsets.size === 0) expect(await page.locator('#policy').textContent()).to.contain('No row carries');
  else
    for (const { symbol, proposed_policy } of suggestions.symbols)
      expect(numbersIn(offsets.get(symbol) ?? '').at(-1), symbol).to.be.closeTo(
        proposed_policy.offset_bps,
        0.00501,
      );
}

export async function holdsGroups(page: Page, { expectancy }: StateFiles): Promise<void> {
  const regimes = Object.entries(expectancy.regimes);
  if (regimes.every(([key]) => key === 'unknown|none'))
    expect(await page.locator('#regimes').textContent()).to.contain('No row carries');
  else
    for (const [key, group] of regimes) {
      const [path = '', band = ''] = key.split('|');
      const text = await page
        .locator(`[data-table="regimes"] [data-row="${path}"] [data-column="${band}"]`)
        .textContent();
      expect(numbersIn(text ?? '').at(-1), key).to.equal(group.count);
      expect((text ?? '').includes('★'), `${key} clears the bar`).to.equal(group.clears_bar);
    }
  const cells = await page.locator('.hour').all();
  expect(cells).to.have.length(24);
  for (const [hour, cell] of cells.entries()) {
    const group = expectancy.hours[String(hour)];
    const count = numbersIn((await cell.locator('.n').textContent()) ?? '')[0];
    expect(count, `hour ${String(hour)}`).to.equal(group?.count);
    expect(((await cell.getAttribute('class')) ?? '').split(' ').includes('clear')).to.equal(
      group?.clears_bar ?? false,
    );
  }
  same(
    await numbersOf(page, 'strategies', 'net'),
    of(expectancy.strategies, ({ net_pnl_usd }) => net_pnl_usd),
    2,
  );
}
