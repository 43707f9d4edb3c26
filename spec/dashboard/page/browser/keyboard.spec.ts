import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { inTemporary } from '../../../contract/replayed';
import { explainer, modelOf, replayed, SAMPLE } from '../states';
import { column, drawn, launched, visit } from './browser';
import { stage } from './stage';

const NOW = Date.parse('2026-11-20T00:00:00Z');

describe('the page by keyboard', () => {
  let browser: Browser | undefined;
  before(async () => {
    browser = await launched();
  });

  it('sorts, filters, opens a symbol, and gives the focus back when it is closed', async function () {
    if (browser === undefined) return this.skip();
    const open = browser;
    await inTemporary(async (dir) => {
      const files = await replayed(SAMPLE, dir, NOW);
      const shown = await stage(modelOf(files), explainer(files));
      try {
        const { page, trouble } = await visit(open, shown.address);
        await drawn(page);
        const header = page.locator('[data-table="scores"] th', { hasText: 'USD a trade' });
        await header.locator('button').focus();
        await page.keyboard.press('Enter');
        await header.and(page.locator('[aria-sort="descending"]')).waitFor();
        const falling = [...(await column(page, 'scores', 'symbol')).keys()];
        await page.keyboard.press('Enter');
        await header.and(page.locator('[aria-sort="ascending"]')).waitFor();
        expect([...(await column(page, 'scores', 'symbol')).keys()]).to.deep.equal(falling.toReversed());

        await page.keyboard.press('/');
        await page.keyboard.type('btc');
        await page.locator('[data-table="scores"] tbody tr').nth(1).waitFor({ state: 'detached' });
        expect([...(await column(page, 'scores', 'symbol')).keys()]).to.deep.equal(['BTCUSDT']);

        const symbol = page.locator('[data-table="scores"] button.symbol');
        await symbol.focus();
        await page.keyboard.press('Enter');
        await page.waitForSelector('#drawer h3');
        const explained = explainer(files)('BTCUSDT');
        const text = (await page.locator('#drawer').textContent()) ?? '';
        for (const section of explained?.sections ?? []) {
          expect(text).to.contain(section.title);
          for (const { value, formula } of section.statements) {
            expect(text).to.contain(value);
            expect(text).to.contain(formula);
          }
          for (const remark of section.remarks) expect(text).to.contain(remark);
        }
        expect(await page.evaluate("document.activeElement.closest('#drawer') !== null")).to.equal(true);
        await page.keyboard.press('Escape');
        await page.locator('#drawer[open]').waitFor({ state: 'detached' });
        expect(await page.evaluate('document.activeElement.dataset.symbol')).to.equal('BTCUSDT');
        expect(trouble).to.deep.equal([]);
        await page.context().close();
      } finally {
        await shown.close();
      }
    });
  });
});
