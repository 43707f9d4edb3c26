import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { STATE_FILES } from '../../operators/files/state-files';
import { API_SCHEMA } from '../../src/dashboard/api-schema';
import { childAt, rowsAt } from '../../src/dashboard/model/json-fields';
import { schemaProblems } from '../../src/io/config/schema/schema-problems';
import { jsonAt } from '../cli/desk';
import { ask, withDashboard } from './asking';
import { sampleFile, SAMPLE_MS, SOON } from './states';

const json = (body: string): unknown => JSON.parse(body);

describe('the health and metrics of the dashboard', () => {
  it('/healthz is 200 when fresh, and 503 with the reason when not', async () => {
    let nowMs = SOON.nowMs;
    await withDashboard(
      async (url, dir) => {
        expect(await ask(url, '/healthz')).to.include({ status: 200 });
        nowMs = SAMPLE_MS + 200_000;
        const stale = await ask(url, '/healthz');
        expect(stale.status).to.equal(503);
        expect(jsonAt(stale.body, 'reasons', '0')).to.contain('at least 3 minutes old');
        nowMs = SOON.nowMs;
        rmSync(join(dir, STATE_FILES.scores));
        const lacking = await ask(url, '/healthz');
        expect([lacking.status, jsonAt(lacking.body, 'reasons')]).to.deep.equal([
          503,
          ['symbol_scores_v6.json is missing.'],
        ]);
        expect(schemaProblems(API_SCHEMA.$defs.health, json(lacking.body))).to.deep.equal([]);
      },
      { now: () => nowMs },
    );
  });

  it('/metrics is what Prometheus reads, with the numbers of the files', () =>
    withDashboard(async (url) => {
      const { status, headers, body } = await ask(url, '/metrics');
      expect([status, headers['content-type']]).to.deep.equal([
        200,
        'text/plain; version=0.0.4; charset=utf-8',
      ]);
      const allocation = await sampleFile('allocation');
      const scores = await sampleFile('scores');
      const btc = rowsAt(allocation, 'symbols', 'symbol').get('BTCUSDT') ?? {};
      const drawdown = Number(childAt(allocation, 'global')?.['current_drawdown_pct']) / 100;
      for (const line of [
        'intel_healthy 1',
        'intel_age_seconds 60',
        `intel_drawdown_ratio ${String(drawdown)}`,
        'intel_risk_mode{mode="normal"} 1',
        `intel_symbol_score_ratio{symbol="BTCUSDT"} ${String(btc['score'])}`,
        `intel_claims ${String(childAt(scores, 'calibration')?.['claims'])}`,
        `intel_claim_brier ${String(childAt(childAt(scores, 'calibration'), 'p_dd')?.['brier'])}`,
        `intel_claim_prediction_coverage_ratio ${String(childAt(scores, 'calibration')?.['prediction_coverage'])}`,
        'intel_claims_miscalibrated 0',
        `intel_symbol_weight_suggested_ratio{symbol="BTCUSDT"} ${String(btc['suggested_weight'])}`,
      ])
        expect(body.split('\n')).to.include(line);
    }));

  it('/metrics bounds its labels and escapes them', () =>
    withDashboard(async (url, dir) => {
      const scores = await sampleFile('scores');
      const names = ['a"b\nc', 'x'.repeat(65), ...Array.from({ length: 300 }, (_, i) => `S${i}`)];
      const symbols = names.map((symbol, i) => ({ symbol, score: 1 - i / 1000 }));
      writeFileSync(join(dir, STATE_FILES.scores), JSON.stringify({ ...scores, symbols }));
      const { body } = await ask(url, '/metrics');
      expect(body.match(/^intel_symbol_score_ratio\{/gm)).to.have.length(99);
      expect(body).to.contain('{symbol="a\\"b\\nc"} 1\n');
      expect(body).to.contain('intel_symbols 308\n');
    }));
});
