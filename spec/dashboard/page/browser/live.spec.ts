import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { STATE_FILES } from '../../../../operators/files/state-files';
import { ROUTES } from '../../../../src/dashboard/wire';
import { inTemporary } from '../../../contract/replayed';
import { explainer, modelOf, replayed, SAMPLE } from '../states';
import { column, drawn, launched, visit } from './browser';
import { served } from './served';
import { liveModelOf, writeLiveStatus } from './kept-live';
import { stage } from './stage';

/** What a page that is left open must do: follow the files, and leave the reader's view alone. */

const NOW = Date.parse('2026-11-20T00:00:00Z');

/** A time as the page writes it. */
const shownTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

describe('the page that is left open', () => {
  let browser: Browser | undefined;
  before(async () => {
    browser = await launched();
  });

  it('shows a changed state file; sort, scroll, filter and open symbol stay', async function () {
    if (browser === undefined) return this.skip();
    const open = browser;
    await inTemporary(async (dir) => {
      const files = await replayed(SAMPLE, dir, NOW);
      const dashboard = await served(dir, files.allocation.updated_ts * 1000 + 3000);
      try {
        const { page, trouble } = await visit(open, dashboard.url, {
          viewport: { width: 1280, height: 500 },
        });
        await drawn(page);
        // The tables below the first screen come last.
        await page.locator('[data-table="policy"] tbody tr').first().waitFor({ state: 'attached' });
        await page.click('[data-table="scores"] button[data-column="symbol"]');
        await page.fill('#filter', 'usd');
        await page.evaluate('window.scrollTo(0, 333)');
        await page.evaluate("document.querySelector('[data-symbol=SOLUSDT]').click()");
        await page.waitForSelector('#drawer h3');
        await page.evaluate("document.querySelector('#drawer').scrollTop = 120");
        const scrolled = Number(await page.evaluate('window.scrollY'));
        expect(scrolled).to.be.above(0);
        const order = [...(await column(page, 'scores', 'symbol')).keys()];
        expect(order).to.not.deep.equal(files.scores.symbols.map(({ symbol }) => symbol));

        const changed = structuredClone(files.allocation);
        const [first] = changed.symbols;
        if (first === undefined) throw new Error('the sample has symbols');
        Object.assign(first, { suggested_weight: 0.1234 });
        const start = performance.now();
        writeFileSync(join(dir, STATE_FILES.allocation), JSON.stringify(changed));
        await page
          .locator(`[data-table="allocation"] [data-row="${first.symbol}"] [data-column="suggested"]`)
          .filter({ hasText: '12.34 %' })
          .waitFor({ state: 'attached' });
        console.log(`      the change was on the page after ${(performance.now() - start).toFixed(0)} ms`);

        expect([...(await column(page, 'scores', 'symbol')).keys()]).to.deep.equal(order);
        expect(await page.inputValue('#filter')).to.equal('usd');
        expect(await page.evaluate('window.scrollY')).to.equal(scrolled);
        expect(await page.evaluate("document.querySelector('#drawer').open")).to.equal(true);
        expect(await page.evaluate("document.querySelector('#drawer').scrollTop")).to.equal(120);
        expect(await page.locator('#drawer-title').textContent()).to.equal('SOLUSDT');
        expect(trouble).to.deep.equal([]);
        await page.context().close();
      } finally {
        await dashboard.close();
      }
    });
  });

  it('says so when the server is gone, and goes on when it is back', async function () {
    if (browser === undefined) return this.skip();
    const open = browser;
    await inTemporary(async (dir) => {
      const files = await replayed(SAMPLE, dir, NOW);
      const shown = await stage(liveModelOf(files));
      const { page } = await visit(open, shown.address);
      await drawn(page);
      expect(await page.locator('#trust .word').textContent()).to.contain('Live');
      await shown.close();
      await page.locator('#link.lost').waitFor();
      expect(await page.locator('#trust .word').textContent()).to.contain('No connection');
      await page.context().close();
    });
  });

  it('asks again when it got no answer, though nothing changes meanwhile', async function () {
    if (browser === undefined) return this.skip();
    const open = browser;
    await inTemporary(async (dir) => {
      const files = await replayed(SAMPLE, dir, NOW);
      const shown = await stage(modelOf(files));
      try {
        const context = await open.newContext();
        const page = await context.newPage();
        let failures = 0;
        await page.route(`**${ROUTES.page}*`, async (route) => {
          if (failures === 2) return route.fallback();
          failures++;
          return route.abort();
        });
        await page.goto(shown.address);
        await page.getByText('trying again').waitFor();
        await drawn(page);
        expect(failures).to.equal(2);
        await page.locator('#link.live').waitFor();
        await context.close();
      } finally {
        await shown.close();
      }
    });
  });

  it('goes back to a moment of the history and returns', async function () {
    if (browser === undefined) return this.skip();
    const open = browser;
    await inTemporary(async (dir) => {
      const files = await replayed(SAMPLE, dir, NOW);
      const asOf = files.allocation.updated_ts * 1000;
      const shown = await stage(liveModelOf(files, [asOf - 7_200_000, asOf - 3_600_000]), explainer(files));
      try {
        const { page, trouble } = await visit(open, shown.address);
        await drawn(page);
        await page.selectOption('#frame', String(asOf - 7_200_000));
        await page.locator('#trust.past').waitFor();
        expect(await page.locator('#as-of').textContent()).to.equal(shownTime(asOf - 7_200_000));
        expect(await page.locator('#age').count()).to.equal(0);
        expect(page.url()).to.contain(`#at=${String(asOf - 7_200_000)}`);

        await page.getByRole('button', { name: 'Later' }).click();
        await page.locator('#as-of', { hasText: shownTime(asOf - 3_600_000) }).waitFor();
        expect(await page.inputValue('#frame')).to.equal(String(asOf - 3_600_000));
        shown.show(liveModelOf(files));
        await page.getByRole('button', { name: 'Back to now' }).click();
        await page.locator('#trust.good').waitFor();
        expect(trouble).to.deep.equal([]);
        await page.context().close();
      } finally {
        await shown.close();
      }
    });
  });

  it('tells the age of now after a reload, though the files are the same', async function () {
    if (browser === undefined) return this.skip();
    const open = browser;
    await inTemporary(async (dir) => {
      const files = await replayed(SAMPLE, dir, NOW);
      const asOf = files.allocation.updated_ts * 1000;
      writeLiveStatus(dir, asOf);
      let nowMs = asOf + 600_000;
      const dashboard = await served(dir, () => nowMs);
      try {
        const { page } = await visit(open, dashboard.url);
        await drawn(page);
        expect(await page.locator('#age').textContent()).to.equal('10 min old');
        nowMs = asOf + 7_200_000;
        await page.reload();
        await drawn(page);
        expect(await page.locator('#age').textContent()).to.equal('2 h old');
        await page.context().close();
      } finally {
        await dashboard.close();
      }
    });
  });

  it('shows what stands now where a moment is no longer in the history', async function () {
    if (browser === undefined) return this.skip();
    const open = browser;
    await inTemporary(async (dir) => {
      const files = await replayed(SAMPLE, dir, NOW);
      const asOf = files.allocation.updated_ts * 1000;
      writeLiveStatus(dir, asOf);
      const dashboard = await served(dir, asOf + 3000);
      try {
        const { page } = await visit(open, `${dashboard.url}#at=${String(asOf - 1)}`);
        await drawn(page);
        await page.locator('#trust.good, #trust.check').waitFor();
        expect(page.url()).to.not.contain('at=');
        await page.locator('#link.live').waitFor();
        await page.context().close();
      } finally {
        await dashboard.close();
      }
    });
  });
});
