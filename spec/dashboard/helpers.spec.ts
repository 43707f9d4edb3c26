import { expect } from 'chai';
import {
  allocationOf,
  expectancyBy,
  healthOf,
  intelTable,
  riskModeOf,
  topSymbols,
} from '../../src/dashboard/helpers';
import { childAt, rowsAt } from '../../src/dashboard/model/json-fields';
import { STATE_FILES } from '../../operators/files/state-files';
import { loadStateFiles } from '../../pipelines/probe/load-state-files';
import { judgedOf, SAMPLE_MS, sampleCount, sampleDir, sampleDocuments, SOON } from './states';

describe('the helpers behind the page', () => {
  it('give the table as the files have it', async () => {
    const { files } = await loadStateFiles(await sampleDir());
    const table = intelTable(files);
    expect(table.map((row) => row.symbol)).to.deep.equal(files.scores?.symbols.map((row) => row.symbol));
    for (const row of table) {
      const group = files.expectancy?.symbols[row.symbol];
      const suggestion = files.suggestions?.symbols.find(({ symbol }) => symbol === row.symbol);
      const allocation = files.allocation?.symbols.find(({ symbol }) => symbol === row.symbol);
      expect(row).to.deep.include({
        score: files.scores?.symbols.find(({ symbol }) => symbol === row.symbol)?.score,
        count: group?.count,
        expectancy_usd: group?.expectancy,
        expectancy_r: group?.avg_r,
        r_interval: group?.r_interval,
        hit_rate: group?.hit_rate,
        slippage_p95_bps: suggestion?.metrics.slippage_p95,
        router_quality: suggestion?.quality,
        weight_now: allocation?.current_weight,
        weight_suggested: allocation?.suggested_weight,
      });
    }
  });

  it('rank the best scores first, and no more than asked for', async () => {
    const state = await sampleDocuments();
    expect(topSymbols(state, 2).map(({ symbol, rank }) => [symbol, rank])).to.deep.equal([
      ['BTCUSDT', 1],
      ['BNBUSDT', 2],
    ]);
    expect(topSymbols(state, 99)).to.have.length(6);
    expect(topSymbols({ ...state, scores: undefined }, 99)).to.deep.equal([]);
  });

  it('give expectancy by strategy, regime and hour: each a partition', async () => {
    const state = await sampleDocuments();
    const counted = (cells: readonly { readonly expectancy: { readonly count: number } }[]): number =>
      cells.reduce((sum, { expectancy }) => sum + expectancy.count, 0);
    const all = await sampleCount();
    expect(all).to.be.above(200);
    const strategies = expectancyBy(state, 'strategy');
    expect(counted(strategies)).to.equal(all);
    const means = strategies.map(({ expectancy }) => expectancy.avg_r ?? 0);
    expect(means).to.deep.equal(means.toSorted((a, b) => b - a));
    expect(counted(expectancyBy(state, 'regime'))).to.equal(all);
    const hours = expectancyBy(state, 'hour');
    expect(counted(hours)).to.equal(all);
    expect(hours.map(({ hour }) => hour)).to.deep.equal([...Array(24).keys()]);
    expect(hours.every(({ clears_bar, r_interval_adjusted: bar }) => !clears_bar || bar !== null)).to.equal(
      true,
    );
  });

  it('give the allocation with its caps, the largest weight first', async () => {
    const state = await sampleDocuments();
    const lines = allocationOf(state);
    const rows = new Map(rowsAt(state.allocation, 'symbols', 'symbol'));
    for (const { symbol, caps, ...line } of lines) {
      const row = rows.get(symbol) ?? {};
      for (const name of [
        ...(['suggested_weight', 'current_weight', 'suggested_size_usd', 'min_notional_usd'] as const),
      ])
        expect(line[name], `${symbol} ${name}`).to.equal(row[name]);
      expect(caps.max_nav_pct).to.equal(childAt(row, 'caps')?.['current_max_nav_pct']);
    }
    expect(lines).to.have.length(6);
    const weights = lines.map((line) => line.suggested_weight);
    expect(weights).to.deep.equal(weights.toSorted((a, b) => b - a));
  });

  it('give the risk mode, from the allocation where the scores are missing', async () => {
    const state = await sampleDocuments();
    const whole = riskModeOf(state);
    const equity_usd = childAt(state.allocation, 'global')?.['current_equity_usd'];
    expect(equity_usd).to.be.above(100_000);
    expect(whole).to.include({ risk_mode: 'normal', equity_usd, drawdown_source: 'peak' });
    expect(riskModeOf({ ...state, scores: undefined })).to.include({
      risk_mode: 'normal',
      equity_usd,
      drawdown_source: null,
    });
    expect(riskModeOf({}).risk_mode).to.equal(null);
  });

  it('call a fresh and whole state healthy, and say why another is not', async () => {
    const state = await sampleDocuments();
    const { problems } = judgedOf(state);
    expect(healthOf(state, { ...SOON, fileProblems: problems })).to.deep.include({
      healthy: true,
      reasons: [],
    });
    const old = healthOf(state, { ...SOON, nowMs: SAMPLE_MS + 4 * 60_000 });
    expect(old).to.include({ healthy: false, freshness: 'stale' });
    expect(old.reasons.join()).to.contain('at least 3 minutes old');
    const partial = { ...state, scores: undefined };
    const lacking = healthOf(partial, { ...SOON, fileProblems: judgedOf(partial).problems });
    expect(lacking.healthy).to.equal(false);
    expect(lacking.reasons).to.deep.equal([`${STATE_FILES.scores} is missing.`]);
    expect(healthOf({}, SOON)).to.include({ healthy: false, freshness: 'unknown', as_of: null });
  });

  it('give what is there when any of the files are missing or are something else', async () => {
    const state = await sampleDocuments();
    const keys = ['expectancy', 'scores', 'suggestions', 'allocation'] as const;
    for (let mask = 0; mask < 16; mask++) {
      for (const instead of [
        undefined,
        null,
        7,
        'x',
        [],
        {},
        { symbols: 3 },
        { symbols: [null, {}, { symbol: 4 }] },
      ]) {
        const partial = Object.fromEntries(
          keys.map((key, i) => [key, (mask >> i) & 1 ? state[key] : instead]),
        );
        const table = intelTable(partial);
        expect(table).to.have.length(mask === 0 ? 0 : 6);
        expect(table.every((row) => (row.score === null) === ((mask & 2) === 0))).to.equal(true);
        expect(healthOf(partial, SOON)).to.have.property('reasons');
        for (const by of ['strategy', 'regime'] as const)
          expect(expectancyBy(partial, by as 'regime')).to.be.an('array');
      }
    }
  });
});
