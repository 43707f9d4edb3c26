import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { SAMPLE_MS, withState } from '../../states';
import { column, drawn, launched, visit } from './browser';
import { served } from './served';

/** Two moments of a real history, held against each other. */
describe('the comparison of two moments in a browser', () => {
  let browser: Browser | undefined;
  before(async () => {
    browser = await launched();
  });

  it('shows what changed since a moment, follows to another, and outlasts a reload', async function () {
    if (browser === undefined) return this.skip();
    const open = browser;
    await withState(async (dir) => {
      const dashboard = await served(dir, SAMPLE_MS + 3000);
      try {
        const { page, trouble } = await visit(open, dashboard.url);
        await drawn(page);
        expect(await page.locator('#compare').count()).to.equal(0);
        const options = await page.locator('#compare-with option').all();
        const moments = await Promise.all(options.map((option) => option.getAttribute('value')));
        const [latest, earlier] = moments.slice(1).map((moment) => moment ?? '');
        if (latest === undefined || earlier === undefined) throw new Error('the history has no two moments');
        await page.selectOption('#compare-with', earlier);
        await page.locator('#compare table').waitFor();
        const weights = await column(page, 'compare', 'weight');
        expect(weights.size).to.be.greaterThan(0);
        expect(page.url()).to.contain(`with=${earlier}`);
        await page.reload();
        await page.locator('#compare table').waitFor();
        expect(await column(page, 'compare', 'weight')).to.deep.equal(weights);
        await page.selectOption('#frame', earlier);
        await page.getByText('no weight, score or reason changed').waitFor();
        await page.selectOption('#compare-with', latest);
        await page
          .locator('#compare', { hasText: new Date(Number(earlier)).toISOString().slice(0, 10) })
          .waitFor();
        await page.selectOption('#compare-with', '');
        await page.locator('#compare').waitFor({ state: 'detached' });
        expect(page.url()).to.not.contain('with=');
        expect(trouble).to.deep.equal([]);
        await page.context().close();
      } finally {
        await dashboard.close();
      }
    });
  });
});
