import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { STATE_FILES, type StateFiles } from '../../../../operators/files/state-files';
import { inTemporary } from '../../../contract/replayed';
import { replayed, SAMPLE } from '../states';
import { column, drawn, launched, visit } from './browser';
import { served } from './served';

/** Names may come from anyone who writes a log, and files may be broken. */

const NOW = Date.parse('2026-11-20T00:00:00Z');
const NAMES: Readonly<Record<string, string>> = {
  BTCUSDT: '<img src=x onerror=alert(1)>',
  BNBUSDT: '"><script>alert(2)</script>',
  XRPUSDT: '__proto__',
  ETHUSDT: 'W'.repeat(1000),
  SOLUSDT: '\u202Eevil\u0000\u2066',
};

function renamed(files: StateFiles): Readonly<Record<keyof StateFiles, string>> {
  const text = (value: unknown): string =>
    Object.entries(NAMES).reduce(
      (json, [symbol, name]) => json.replaceAll(`"${symbol}`, `"${JSON.stringify(name).slice(1, -1)}`),
      JSON.stringify(value).replaceAll('trend', '<b onclick=alert(3)>trend</b>'),
    );
  return {
    expectancy: text(files.expectancy),
    scores: text(files.scores),
    suggestions: text(files.suggestions),
    allocation: text(files.allocation),
  };
}

describe('the page and what it is not to trust', () => {
  let browser: Browser | undefined;
  before(async () => {
    browser = await launched();
  });

  it('shows hostile names as text; nothing of them runs, loads, or breaks the width', async function () {
    if (browser === undefined) return this.skip();
    const open = browser;
    await inTemporary(async (dir) => {
      const files = await replayed(SAMPLE, dir, NOW);
      const texts = renamed(files);
      for (const key of ['expectancy', 'scores', 'suggestions', 'allocation'] as const)
        writeFileSync(join(dir, STATE_FILES[key]), texts[key]);
      const dashboard = await served(dir, files.allocation.updated_ts * 1000 + 3000);
      try {
        const { page, trouble, requests } = await visit(open, dashboard.url, {
          viewport: { width: 390, height: 844 },
        });
        await drawn(page);
        const shown = [...(await column(page, 'scores', 'symbol')).keys()];
        expect(shown).to.include.members(['<img src=x onerror=alert(1)>', '"><script>alert(2)</script>']);
        for (const button of await page.locator('[data-table="scores"] button.symbol').all()) {
          await button.click();
          await page.locator('#drawer .body').waitFor();
          await page.keyboard.press('Escape');
          await page.locator('#drawer[open]').waitFor({ state: 'detached' });
        }
        await page.selectOption('#curve-of', '<img src=x onerror=alert(1)>');
        await page.waitForTimeout(200);
        expect(await page.locator('img, #page script, b[onclick], iframe').count()).to.equal(0);
        expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(390);
        expect(await page.evaluate('({}).polluted ?? Object.keys(Object.prototype).length')).to.equal(0);
        expect(trouble).to.deep.equal([]);
        expect(requests.every((url) => url.startsWith(dashboard.url))).to.equal(true);
        await page.context().close();
      } finally {
        await dashboard.close();
      }
    });
  });

  it('says what is wrong with half-written, missing and older files, and shows the rest', async function () {
    if (browser === undefined) return this.skip();
    const open = browser;
    await inTemporary(async (dir) => {
      const files = await replayed(SAMPLE, dir, NOW);
      writeFileSync(join(dir, STATE_FILES.expectancy), JSON.stringify(files.expectancy).slice(0, 4000));
      writeFileSync(join(dir, STATE_FILES.suggestions), '{"symbols":"none","version":3}');
      const dashboard = await served(dir, files.allocation.updated_ts * 1000 + 3000);
      try {
        const { page, trouble } = await visit(open, dashboard.url);
        await drawn(page);
        const problems = (await page.locator('#problems').textContent()) ?? '';
        expect(problems).to.contain(STATE_FILES.expectancy).and.to.contain(STATE_FILES.suggestions);
        expect(await page.locator('#trust .word').textContent()).to.contain('Broken');
        expect((await column(page, 'allocation', 'suggested')).size).to.equal(
          files.allocation.symbols.length,
        );
        expect(trouble).to.deep.equal([]);
        await page.context().close();
      } finally {
        await dashboard.close();
      }
    });
  });

  it('stands before an empty directory without a number', async function () {
    if (browser === undefined) return this.skip();
    const open = browser;
    await inTemporary(async (dir) => {
      const dashboard = await served(dir, NOW);
      try {
        const { page, trouble } = await visit(open, dashboard.url);
        await drawn(page);
        expect(await page.locator('#trust .word').textContent()).to.contain('No data');
        expect(await page.locator('#problems .error').count()).to.be.greaterThan(0);
        expect(trouble).to.deep.equal([]);
        await page.context().close();
      } finally {
        await dashboard.close();
      }
    });
  });
});
