import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { ASSET_FILES } from '../../../../src/dashboard/wire';
import { reportHtml } from '../../../../src/dashboard/report';
import { inTemporary } from '../../../contract/replayed';
import { explainer, modelOf, replayed, SAMPLE } from '../states';
import { column, drawn, launched, visit } from './browser';
import { BUILT_PAGE } from './stage';

const NOW = Date.parse('2026-11-20T00:00:00Z');

describe('the report in a browser', () => {
  let browser: Browser | undefined;
  before(async () => {
    browser = await launched();
  });

  it('is the page in one file: the same numbers and explanations, and no request', async function () {
    if (browser === undefined) return this.skip();
    const open = browser;
    await inTemporary(async (dir) => {
      const files = await replayed(SAMPLE, dir, NOW);
      const explain = explainer(files);
      const model = modelOf(files);
      const hostile = '</script><script>alert(1)</script><!--';
      const symbols = model.symbols.map((row, i) => (i === 2 ? { ...row, symbol: hostile } : row));
      const assets = new Map(
        Object.values(ASSET_FILES).map((name) => [name, readFileSync(join(BUILT_PAGE, name))]),
      );
      const explanations = model.symbols.flatMap(({ symbol }) => explain(symbol) ?? []);
      const path = join(dir, 'report.html');
      writeFileSync(path, reportHtml(assets, { page: { ...model, symbols }, explanations }));
      const address = pathToFileURL(path).href;
      const { page, trouble, requests } = await visit(open, address);
      await drawn(page);
      expect([...(await column(page, 'scores', 'symbol')).keys()]).to.deep.equal(
        symbols.map(({ symbol }) => symbol),
      );
      await page.waitForSelector('#curves canvas');
      expect(await page.locator('#link').textContent()).to.match(/^report made .* UTC$/);
      await page.click('[data-table="scores"] button.symbol');
      await page.waitForSelector('#drawer h3');
      expect(await page.locator('#drawer').textContent()).to.contain('What would change it');
      expect(trouble).to.deep.equal([]);
      expect(requests.filter((url) => !url.startsWith('data:'))).to.deep.equal([address]);
      await page.context().close();
    });
  });
});
