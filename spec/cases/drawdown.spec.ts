import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { caseIt, checkOf, describeCases, outcomeOfChanged } from './case';
import { valueAt, type Outcome } from './outcome';

function expectAccount(at: Outcome, drawdownPct: number | null, mode: string): void {
  expect(valueAt(at.account, 'current_drawdown_pct'), 'drawdown').to.equal(drawdownPct);
  expect(valueAt(at.account, 'risk_mode'), 'mode').to.equal(mode);
}

/** The case with defensive at this drawdown. */
function withLimit(name: string, limit: number): Promise<Outcome> {
  return outcomeOfChanged(name, (dir) => {
    const path = join(dir, 'config/risk_limits.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"max_nav_drawdown_pct": 10', `"max_nav_drawdown_pct": ${limit}`));
  });
}

describeCases('drawdown and risk mode', () => {
  caseIt('10e2', 'a drawdown that the peak beside it contradicts: the stricter counts', (at) => {
    expectAccount(at, 12, 'defensive');
    expect(at.told).to.include('drawdown_contradicts_peak');
  });

  caseIt('22a', 'one point is no peak; the risk snapshot says 12 %', (at) => {
    expectAccount(at, 12, 'defensive');
  });

  caseIt('10f', 'a drawdown given as −12 is 12 %', (at) => {
    expectAccount(at, 12, 'defensive');
  });

  caseIt('10h', 'a withdrawal is not told from a loss, and that is said', (at) => {
    expectAccount(at, 50, 'defensive');
    expect(at.told).to.match(/flow|withdraw/i);
  });

  caseIt('10j2', 'a point three times too high for a minute is not believed', (at) => {
    expectAccount(at, 0, 'normal');
    expect(`${at.warnings.join(' ')} ${at.told}`).to.match(/nav_jump[^"]*2026-10-30T00:00:00/);
  });

  caseIt('88a', 'an equity of 0 is unknown, and at least cautious', (at) => {
    expect(valueAt(at.account, 'current_equity_usd')).to.equal(null);
    expect(valueAt(at.account, 'risk_mode')).to.be.oneOf(['cautious', 'defensive']);
  });

  caseIt(
    '11e',
    'a symbol that is down 0.12 % leaves an unknown equity cautious; 0.3 as a limit is 30 %',
    async (at, dir) => {
      expectAccount(at, 0.12, 'cautious');
      expect(await checkOf(dir)).to.not.match(/error:/);
      expectAccount(await withLimit('11e', 0.3), 0.12, 'cautious');
    },
  );

  caseIt(
    '22b',
    'a portfolio drawdown of 0.12 is 12 %; with a limit of 0.3, which is 30 %, that is normal',
    async (at) => {
      expectAccount(at, 12, 'defensive');
      expectAccount(await withLimit('22b', 0.3), 12, 'normal');
      expectAccount(await withLimit('22b', 0.2), 12, 'cautious');
    },
  );
});
