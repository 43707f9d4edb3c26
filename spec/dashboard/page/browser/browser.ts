import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { runsOf } from '../../../campaign';

/** A real browser for the page's specs, which are a campaign; without one they say so and are skipped. */

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

// The last list of features counts: it names again those of Playwright's that would ask a server something, or that
// change how a page is shown. The popups of the address bar, which nobody sees, cost more than the page.
const FEATURES_OFF = [
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup',
];

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${FEATURES_OFF.join(',')}`,
];

let started: Promise<Browser> | undefined;
let told = false;

/** The Chromium that all specs of this process share; undefined where there is none, and in `npm test`. */
export async function launched(): Promise<Browser | undefined> {
  const executablePath = PLACES.find((place) => existsSync(place));
  const isDue = runsOf('visits') > 0;
  if (isDue && executablePath !== undefined)
    return (started ??= chromium.launch({ executablePath, args: FLAGS }));
  const why = isDue ? 'no Chromium here' : 'npm run test:all opens a browser';
  if (!told) console.log(`      ${why}: specs of the page in a browser are skipped`);
  told = true;
  return undefined;
}

// A worker of `mocha --parallel` cannot tell which of its files is the last: there the browser ends with the process.
if (process.env['MOCHA_WORKER_ID'] === undefined) after(async () => (await started)?.close());

/** A page of the browser, and all that went wrong on it. */
export interface Visit {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions, and requests that failed or left loopback. */
  readonly trouble: string[];
  readonly requests: string[];
}

/** Opens an address in a context of its own; `before` runs on the page before anything of its own. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
  before = '',
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, ...options });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const trouble: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) trouble.push(message.text());
  });
  page.on('pageerror', (failure) => trouble.push(String(failure)));
  page.on('dialog', (dialog) => {
    trouble.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    requests.push(url);
    if (!/^(http:\/\/127\.0\.0\.1:|file:|data:)/.test(url)) trouble.push(`a request off loopback: ${url}`);
  });
  if (before !== '') await page.addInitScript(before);
  await page.goto(address);
  return { page, trouble, requests };
}

/** Waits until the page has its numbers. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForSelector('#trust .word');
}

/** The texts of a column of a table of the page, by row. */
export async function column(page: Page, table: string, name: string): Promise<ReadonlyMap<string, string>> {
  const cells = await page
    .locator(`table[data-table="${table}"] tr[data-row] > [data-column="${name}"]`)
    .all();
  const entries = cells.map(
    async (cell) =>
      [
        (await cell.locator('xpath=..').getAttribute('data-row')) ?? '',
        (await cell.textContent()) ?? '',
      ] as const,
  );
  return new Map(await Promise.all(entries));
}

/** The numbers of a text as the page writes them: true minus signs, grouped thousands. */
export function numbersIn(text: string): readonly number[] {
  return [...text.replaceAll('−', '-').matchAll(/-?\d[\d,]*(\.\d+)?/g)].map(([found]) =>
    Number(found.replaceAll(',', '')),
  );
}
