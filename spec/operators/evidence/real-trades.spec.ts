import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { brierOf } from '../../../operators/evidence/calibration/brier';
import { claimChances } from '../../../operators/expectancy/metrics/claim-chances';
import { claimOutcome } from '../../../operators/evidence/calibration/claim-outcome';
import { claimsOf } from '../../../operators/evidence/calibration/claims';
import { unitTrades } from '../../../operators/evidence/value/unit-trades';
import { utilityOf } from '../../../operators/evidence/value/utility';
import { valueInference } from '../../../operators/evidence/value/value-inference';
import { clusterPenaltyOf } from '../../../operators/expectancy/metrics/pain';
import { sharedData } from '../../contract/shared-data';
import { get, isObj, list, num } from '../../oracle/json';

/**
 * The 400 real trades: what of the vectors' public part depends on no allocator, with each close a trade and R its net over 1 % of
 * its notional, as these vectors were made.
 */

interface RealTrade {
  readonly symbol: string;
  readonly ts: number;
  readonly net: number;
  readonly r: number;
}

const ELIGIBLE = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'];
const DAY = 86_400_000;
const CLAIM = { kappa: 20, s0: 1, hurdle_r: 0.05, lambda: 0.5, memory: 10 };

function realTrades(path: string): readonly RealTrade[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const row: unknown = JSON.parse(line);
    const [symbol, ts] = [String(get(row, 'symbol')), Date.parse(String(get(row, 'ts')))];
    const net = (num(get(row, 'realizedPnlUsd')) ?? NaN) - (num(get(row, 'fees_total')) ?? NaN);
    const r = (100 * net) / (num(get(row, 'entry_notional_usd')) ?? NaN);
    return ELIGIBLE.includes(symbol) ? [{ symbol, ts, net, r }] : [];
  });
}

/** p_dd of a claim from the trades of the 7 days before it. */
function claimed(trades: readonly RealTrade[]): number {
  const rs = trades.map(({ r }) => r);
  const n = rs.length;
  const shrunk_r = rs.reduce((sum, r) => sum + r, 0) / (n + CLAIM.kappa);
  const closes = trades.map(({ ts }) => ts);
  const pain = clusterPenaltyOf(closes, rs, CLAIM.memory) ?? 0;
  const drawdown_aware_r = shrunk_r - CLAIM.lambda * (n / (n + CLAIM.kappa)) * pain;
  return claimChances({ known_r: n, shrunk_r, drawdown_aware_r }, CLAIM, 20).p_dd;
}

describe('the real trades', function () {
  const [logs, vectors] = [
    sharedData('real', 'logs', 'execution', 'orders_executed.jsonl'),
    sharedData('evidence', 'vectors.json'),
  ];
  if (logs === undefined || vectors === undefined) {
    it('are skipped: INTEL_TEST_DATA names no directory');
    return;
  }
  const trades = realTrades(logs);
  const expected = get(get(JSON.parse(readFileSync(vectors, 'utf8')), 'public'), 'expected');
  const policy = (name: string): unknown => get(get(expected, 'policies'), name);

  it('standing down: R a trade with its intervals', () => {
    const found = valueInference(
      unitTrades({
        multiples: trades.map(() => 0),
        values: trades.map(({ r }) => r),
        symbols: trades.map(({ symbol }) => symbol),
        days: trades.map(({ ts }) => Math.floor(ts / DAY)),
      }),
    );
    const parts = get(get(policy('stand_down'), 'r'), 'inference');
    let checked = 0;
    for (const [part, fields] of Object.entries(isObj(parts) ? parts : {}))
      for (const [field, value] of Object.entries(isObj(fields) ? fields : {})) {
        if (field === 'iid_se') continue;
        checked++;
        const ours = num(get(get(found, part), field));
        if (value === null) expect(ours, `${part}.${field}`).to.equal(null);
        else
          expect(ours).to.be.closeTo(
            num(value) ?? NaN,
            field === 'p' ? 5e-7 : 1e-9 * Math.abs(num(value) ?? 0) + 1e-15,
          );
      }
    expect(checked).to.equal(50);
  });

  it('the status quo: net, R, drawdown, growth and Sharpe', () => {
    const found = utilityOf({
      multiples: trades.map(() => 1),
      netUsd: trades.map(({ net }) => net),
      rs: trades.map(({ r }) => r),
      closes: trades.map(({ ts }) => ts),
    });
    const utility = get(policy('status_quo'), 'utility');
    for (const [field, value] of Object.entries(isObj(utility) ? utility : {}))
      expect(get(found, field), field).to.be.closeTo(num(value) ?? NaN, field === 'psr0' ? 5e-7 : 1e-9);
  });

  it('18 claims of p_dd: Brier and its bins', () => {
    const claims = ELIGIBLE.flatMap((symbol) => {
      const own = trades.filter((trade) => trade.symbol === symbol);
      return claimsOf(
        own.map(({ ts }) => ts),
        20,
      ).map(({ asOf = 0, from, to }) => {
        const next = own.slice(from, to);
        const outcome = claimOutcome(
          next.map(({ ts }) => ts),
          next.map(({ r }) => r),
          CLAIM,
        );
        return { p: claimed(own.slice(0, from).filter(({ ts }) => ts > asOf - 7 * DAY)), y: outcome.y_dd };
      });
    });
    const found = brierOf(
      claims.map(({ p }) => p),
      claims.map(({ y }) => y),
    );
    const known = get(get(expected, 'calibration'), 'p_dd->y_dd');
    expect(found.n).to.equal(18);
    // Theirs come from published numbers of 9 decimals.
    for (const field of ['brier', 'base_rate', 'reliability', 'resolution', 'within'])
      expect(get(found, field), field).to.be.closeTo(num(get(known, field)) ?? NaN, 1e-9);
    const bins = list(get(known, 'bins'));
    expect(found.bins.map(({ n }) => n)).to.deep.equal(bins.map((bin) => get(bin, 'n')));
  });
});
