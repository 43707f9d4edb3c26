import { expect } from 'chai';
import type { CurvePoint } from '../../operators/expectancy/curve';
import { curveColumns, mergedPoints } from '../../src/dashboard/sections/curve-columns';
import { explanationOf, explanationsOf } from '../../src/dashboard/explanation';
import { pageModel } from '../../src/dashboard/page';
import { sectioned, shownState } from '../../src/dashboard/shown-state';
import { explainSymbol } from '../../operators/explain/explain-symbol';
import { loadStateFiles } from '../../pipelines/probe/load-state-files';
import { schemaProblems } from '../../src/io/config/schema/schema-problems';
import { page as pageSchema } from '../../src/dashboard/model/page-model';
import { judgedOf, sampleCount, sampleDir, sampleDocuments, SOON } from './states';

describe('the page model', () => {
  it('of the sample has each section with the numbers of the files', async () => {
    const state = await sampleDocuments();
    const count = await sampleCount();
    const page = pageModel(state, SOON);
    expect(page.problems).to.deep.equal([]);
    expect(page.header).to.include({
      freshness: 'fresh',
      age_ms: 60_000,
      window: '14d',
      sample_count: count,
      budget: 0.9,
    });
    expect(page.symbols).to.have.length(6);
    expect(page.total?.costs).to.include({ count });
    expect(page.score_parts.reduce((sum, { weight }) => sum + weight, 0)).to.be.closeTo(1, 1e-9);
    for (const { score, costs, expectancy, curve } of page.symbols) {
      const parts = Object.values(score?.contributions ?? {}).reduce((sum, part) => sum + part, 0);
      expect(parts).to.be.closeTo(score?.score ?? NaN, 1e-8);
      const net = (costs?.gross_pnl_usd ?? 0) - (costs?.fees_usd ?? 0) - (costs?.funding_usd ?? 0);
      expect(net).to.be.closeTo(costs?.net_pnl_usd ?? NaN, 1e-6);
      expect(curve?.cum_net_usd.at(-1)).to.be.closeTo(costs?.net_pnl_usd ?? NaN, 1e-4);
      expect(Math.max(...(curve?.drawdown_r ?? []))).to.be.closeTo(expectancy?.max_drawdown_r ?? NaN, 1e-4);
    }
    expect(page.total?.curve?.cum_net_usd.at(-1)).to.be.closeTo(page.total?.costs.net_pnl_usd ?? NaN, 1e-3);
    const sumR = page.symbols.reduce(
      (sum, { expectancy: e }) => sum + (e?.avg_r ?? 0) * (e?.known_r ?? 0),
      0,
    );
    expect(page.total?.avg_r).to.be.closeTo(sumR / (page.total?.known_r ?? NaN), 1e-7);
    const shares = page.regimes.reduce((sum, { share }) => sum + share, 0);
    expect(shares).to.be.closeTo(1, 1e-12);
  });

  it('satisfies its documented schema, whole and with nothing', async () => {
    expect(schemaProblems(pageSchema, pageModel(await sampleDocuments(), SOON))).to.deep.equal([]);
    expect(schemaProblems(pageSchema, pageModel({}, SOON))).to.deep.equal([]);
  });

  it('explains a symbol as `intel explain` does', async () => {
    const { files } = await loadStateFiles(await sampleDir());
    if (files.allocation === undefined) throw new Error('no allocation');
    const judged = judgedOf(await sampleDocuments());
    const whole = explainSymbol('XRPUSDT', { ...files, allocation: files.allocation });
    expect(explanationOf(judged, 'XRPUSDT')?.sections).to.deep.equal(whole?.sections);
    expect(explanationsOf(judged)).to.have.length(6);
    for (const name of ['', 'NOPE', '__proto__', 'constructor'])
      expect(explanationOf(judged, name)).to.equal(undefined);
  });
});

describe('the version of a page', () => {
  it('stays while nothing but time goes on, and changes when data grows stale or is other data', async () => {
    const state = await sampleDocuments();
    const made = sectioned(judgedOf(state));
    const versionAt = (nowMs: number): string => shownState(made, { ...SOON, nowMs }).version;
    expect(versionAt(SOON.nowMs + 1000)).to.equal(versionAt(SOON.nowMs));
    expect(versionAt(SOON.nowMs + 1_000_000)).to.not.equal(versionAt(SOON.nowMs));
    const other = sectioned(judgedOf({ ...state, suggestions: undefined }));
    expect(shownState(other, SOON).version).to.not.equal(versionAt(SOON.nowMs));
  });
});

describe('a cell among many', () => {
  it('does not clear a bar that it does not have', () => {
    const expectancy = { hours: { '3': { count: 1, clears_bar: true, r_interval_adjusted: null } } };
    expect(pageModel({ expectancy }, SOON).hours[3]).to.include({ clears_bar: false });
  });
});

describe('a curve', () => {
  const zigzag: readonly CurvePoint[] = Array.from({ length: 2000 }, (_, i) => [
    i,
    i === 777 ? -50 : i === 1234 ? 90 : Math.sin(i),
    i,
  ]);

  it('keeps its ends, its highest total and its deepest drawdown when it is thinned', () => {
    const curve = curveColumns(zigzag, 50);
    expect(curve?.ts_ms).to.have.length.at.most(50);
    expect([curve?.ts_ms[0], curve?.ts_ms.at(-1)]).to.deep.equal([0, 1999]);
    expect(Math.max(...(curve?.cum_r ?? []))).to.equal(90);
    const deepest = curveColumns(zigzag, 5000)?.drawdown_r.reduce((most, value) => Math.max(most, value), 0);
    expect(curve?.drawdown_r.reduce((most, value) => Math.max(most, value), 0)).to.equal(deepest);
  });

  it('has its drawdown from a peak that begins at 0', () => {
    const points: readonly CurvePoint[] = [
      [1, -1, -10],
      [2, 2, 20],
      [3, 0.5, 5],
    ];
    expect(curveColumns(points, 500)?.drawdown_r).to.deep.equal([1, 0, 1.5]);
    expect(curveColumns([], 500)).to.equal(null);
  });

  it('of several groups together is the sum of their totals at each moment', () => {
    const merged = mergedPoints([
      [
        [1, 1, 10],
        [3, 3, 30],
      ],
      [
        [2, -1, -5],
        [3, 0, 0],
      ],
    ]);
    expect(merged).to.deep.equal([
      [1, 1, 10],
      [2, 0, 5],
      [3, 3, 30],
    ]);
  });
});
