import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { inTemporary } from '../../../contract/replayed';
import { sharedData } from '../../../contract/shared-data';
import { replayed, SAMPLE } from '../states';
import { drawn, launched, visit } from './browser';
import { holdsHead } from './head';
import { holdsGroups, holdsMoney, holdsScores } from './sections';
import { served } from './served';

/** Each section of the page in a real browser, held against the state files that it stands for. */

const NOW = Date.parse('2026-11-20T00:00:00Z');

describe('the page in a browser, against the state files', () => {
  let browser: Browser | undefined;
  before(async () => {
    browser = await launched();
  });

  const worlds: readonly (readonly [string, () => typeof SAMPLE | undefined])[] = [
    ['logs/sample', () => SAMPLE],
    [
      'the real trades',
      () => {
        const real = sharedData('real');
        return real === undefined ? undefined : { logs: join(real, 'logs'), config: join(real, 'config') };
      },
    ],
  ];
  for (const [name, worldOf] of worlds) {
    it(`shows every section of ${name} with the files’ numbers, and asks only loopback`, async function () {
      const world = worldOf();
      if (browser === undefined || world === undefined) return this.skip();
      const open = browser;
      await inTemporary(async (dir) => {
        const files = await replayed(world, dir, NOW);
        const dashboard = await served(dir, files.allocation.updated_ts * 1000 + 3000);
        try {
          const { page, trouble, requests } = await visit(open, dashboard.url);
          await drawn(page);
          await holdsHead(page, files);
          await holdsScores(page, files);
          await holdsMoney(page, files);
          await holdsGroups(page, files);
          await page.waitForSelector('#curves canvas');
          expect(trouble).to.deep.equal([]);
          expect(requests.every((url) => url.startsWith(dashboard.url))).to.equal(true);
          await page.context().close();
        } finally {
          await dashboard.close();
        }
      });
    });
  }
});
