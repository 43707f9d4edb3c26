import { expect } from 'chai';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { PageModel, StateProblem } from '../../../../src/dashboard/model/page-model';
import { inTemporary } from '../../../contract/replayed';
import { explainer, modelOf, replayed, SAMPLE } from '../states';
import { drawn, launched, visit } from './browser';
import { judgedSample, NOTHING_JUDGED } from './judged';
import { stage } from './stage';

/** axe-core over the page in each of its looks: no serious and no critical finding. */

const PHONE = { width: 390, height: 844 };
const NOW = Date.parse('2026-11-20T00:00:00Z');

const PROBLEMS: readonly StateProblem[] = (['error', 'warning', 'info'] as const).flatMap((severity) =>
  [1, 2].map((i) => ({
    severity,
    code: 'incomplete' as const,
    file: 'expectancy_v6.json',
    message: `Something is ${severity} ${String(i)}.`,
  })),
);

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly string[];
}

/** What axe finds in the parts of the page that are named; the whole page without one. */
async function findings(page: Page, ...parts: readonly string[]): Promise<readonly Finding[]> {
  const where = parts.length === 0 ? 'document' : JSON.stringify(parts.map((part) => [part]));
  const text = await page.evaluate(
    `axe.run(${where}, { resultTypes: ["violations"] }).then((r) => JSON.stringify(r.violations.map((v) => ({id: v.id, impact: v.impact, nodes: v.nodes.map((n) => n.html.slice(0, 160))}))))`,
  );
  const all = JSON.parse(String(text)) as readonly Finding[];
  return all.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}

describe('the page for everyone', () => {
  let browser: Browser | undefined;
  before(async () => {
    browser = await launched();
  });

  const looks: readonly (readonly [string, BrowserContextOptions])[] = [
    ['dark and wide', { colorScheme: 'dark' }],
    ['light on a phone', { colorScheme: 'light', viewport: PHONE }],
    ['light and wide', { colorScheme: 'light' }],
    ['dark on a phone', { colorScheme: 'dark', viewport: PHONE }],
  ];
  for (const [name, options] of looks) {
    it(`has no serious finding: ${name}`, async function () {
      if (browser === undefined) return this.skip();
      const open = browser;
      await inTemporary(async (dir) => {
        const files = await replayed(SAMPLE, dir, NOW);
        const evidence = await judgedSample(NOW);
        const model = { ...modelOf(files, [files.allocation.updated_ts * 1000]), evidence };
        const shown = await stage(model, explainer(files));
        try {
          const { page } = await visit(open, shown.address, { ...options, bypassCSP: true });
          await drawn(page);
          await page.waitForSelector('#curves canvas');
          await page.evaluate(axe.source);
          await page.waitForSelector('#evidence svg.value');
          expect(await findings(page)).to.deep.equal([]);
          for (const other of [{ ...evidence, is_enough: false }, NOTHING_JUDGED]) {
            shown.show({ ...model, evidence: other });
            await page.waitForFunction(
              `document.querySelector("#evidence .sentence").textContent === ${JSON.stringify(other.sentence)} && document.querySelector("#evidence .unsure") !== null`,
            );
            expect(await findings(page, '#evidence')).to.deep.equal([]);
          }
          const bad: PageModel = { ...model, problems: PROBLEMS };
          shown.show(bad);
          await page.waitForSelector('#problems summary');
          await page.click('#problems summary');
          expect(await findings(page, '.glance', '#problems')).to.deep.equal([]);
          await page.click('[data-table="scores"] button.symbol');
          await page.waitForSelector('#drawer h3');
          expect(await findings(page, '#drawer')).to.deep.equal([]);
          await page.context().close();
        } finally {
          await shown.close();
        }
      });
    });
  }
});
