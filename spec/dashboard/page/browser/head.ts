import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { StateFiles } from '../../../../operators/files/state-files';
import { numbersIn } from './browser';

/** What the first look must show of the files of a replay. */
export async function holdsHead(page: Page, { allocation }: StateFiles): Promise<void> {
  const { risk_mode, current_equity_usd, current_drawdown_pct, total_weight } = allocation.global;
  expect((await page.locator('#mode .word').textContent())?.toLowerCase()).to.contain(risk_mode);
  const shown = async (place: string): Promise<number | undefined> =>
    numbersIn((await page.locator(place).textContent()) ?? '')[0];
  if (current_equity_usd === null) expect(await shown('#equity')).to.equal(undefined);
  else expect(await shown('#equity')).to.be.closeTo(current_equity_usd, 0.00501);
  if (current_drawdown_pct === null) expect(await shown('#drawdown')).to.equal(undefined);
  else expect(await shown('#drawdown')).to.be.closeTo(current_drawdown_pct, 0.00501);
  expect(await shown('#total-weight')).to.be.closeTo(100 * total_weight, 0.0501);
  expect(await page.locator('#as-of').textContent()).to.equal(
    `${allocation.as_of.slice(0, 19).replace('T', ' ')} UTC`,
  );
  const trust = (await page.locator('#trust').textContent()) ?? '';
  expect(trust).to.contain(`Replay as of ${allocation.as_of.slice(0, 10)}`);
  expect(trust).to.not.match(/stale|\bold\b/i);
}
