import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { evaluate } from '../../pipelines/evaluate/evaluate';
import type { EvaluationFile } from '../../operators/evidence/evaluation/evaluation-file';
import type { AdvisedTrade } from '../../operators/evidence/walk/advised-trade';
import type { Trade } from '../../src/model/trade';
import { runsOf } from '../campaign';
import { loadDesk } from '../../src/io/config/load-desk';
import { slowAdvice, slowIdentity, type SlowAdvice } from '../oracle/evidence/slow-evaluation';
import { parse } from '../oracle/json';
import { isObject } from '../../src/model/values/json';
import { judged, NOW } from '../pipelines/evaluate/simulated-logs';
import { worldOf } from './random/world';
import { deskOf, inTemporary, writeDesk } from './replayed';
import { sharedData } from './shared-data';

const SEEDS = [1, 2, 3, 4, 5, 6].slice(0, runsOf('evidenceWorlds'));
const MOST_TRADES = 25;
const REAL_TRADES = 400;

/** The walk against the oracle, asked anew at the instant of each trade. */
describe('what the advice was worth, by an independent slow reading', function () {
  this.timeout(300_000);

  for (const seed of SEEDS)
    it(`random history ${seed}: the multiple of every trade`, async () => {
      const world = worldOf(seed);
      await inTemporary(async (dir) => {
        await writeDesk(dir, world);
        const desk = await deskOf(dir);
        const { trades } = await judged(join(dir, 'logs'), desk, {}, false);
        const state = (name: string): unknown => textIn(world.state, name);
        const config = (name: string): unknown => textIn(world.config, name);
        const nth = Math.max(1, Math.floor(trades.length / MOST_TRADES));
        const slow = slowAdvice(
          {
            ...world.logs,
            snapshots: {
              nav: state('nav.json'),
              navLog: state('../nav_log.json'),
              risk: state('risk_snapshot.json'),
              routerHealth: state('router_health.json'),
            },
            config: {
              limits: config('risk_limits.json'),
              universe: config('pairs_universe.json'),
              strategies: config('strategy_config.json'),
            },
            windows: world.windows,
            horizonMs: world.horizonMs,
          },
          (_, i) => i % nth === 0,
        );
        const known = byKey(trades);
        for (const { trade, isEntryKnown, weights, caps } of slow) {
          const key = keyOf(trade.symbol, trade.ts, trade.net);
          const product = known.get(key);
          expect(product, key).to.not.equal(undefined);
          if (product === undefined || product.source !== (isEntryKnown ? 'fill' : 'close')) continue;
          expect(product.multiples.weights, key).to.be.closeTo(weights, 1e-9);
          expect(product.multiples.caps, key).to.be.closeTo(caps, 1e-7);
        }
      });
    });

  it('the 400 real trades under the rules of today: the sentence, and its numbers', async function () {
    const real = sharedData('real');
    if (real === undefined) return this.skip();
    const { desk } = await loadDesk(join(real, 'config'));
    if (desk === undefined) throw new Error('the real config has errors');
    const { file } = await evaluate({
      ...{ logs: join(real, 'logs'), desk, now: NOW, delayMs: 60_000, received: 'written' },
    });
    const { trades } = await judged(join(real, 'logs'), desk);
    const known = byKey(trades);
    const slow = await slowReal(real, Math.ceil(REAL_TRADES / runsOf('slowEvidence')));
    for (const { trade, weights, caps } of slow) {
      const product = known.get(keyOf(trade.symbol, trade.ts, trade.net));
      expect(product?.multiples.weights, trade.id).to.be.closeTo(weights, 1e-9);
      expect(product?.multiples.caps, trade.id).to.be.closeTo(caps, 1e-7);
    }
    expect(file.eligible).to.equal(385);
    expect(file.left_as_traded).to.deep.equal({
      disabled: { n: 14, net_usd: 0.7377 },
      not_in_universe: { n: 1, net_usd: -0.1593 },
    });
    for (const policy of ['weights', 'caps'] as const) holds(file, policy, trades);
    expect(file.verdict.bps.sentence).to.equal(
      'Following the weights would have helped: +13.4 bps a trade (95 % interval +6.9 to +19.8; 385 trades, 16 days). ' +
        'By trading 0.4 % of the size: +13.5; by choosing: -0.1. ' +
        'Entry times are unknown for 100 % of the trades, so choosing is not judged. Not trading at all: +13.5. ' +
        '27 of 27 advised sizes are below the 100 USD minimum: in practice the advice is not to trade. ' +
        'The risk mode was cautious throughout: equity unknown.',
    );
    const [helped = ''] = file.verdict.bps.sentence.split(' Entry times');
    expect(await readFile('README.md', 'utf8')).to.contain(`says “${helped}”`);
    expect(await readFile('docs/evidence.md', 'utf8')).to.contain(`says: “${file.verdict.bps.sentence}”`);
  });

  it('the benchmarks on the 400 real trades are those of the shared vectors', async function () {
    const [real, evidence] = [sharedData('real'), sharedData('evidence')];
    if (real === undefined || evidence === undefined) return this.skip();
    const { desk } = await loadDesk(join(real, 'config'), '7d');
    if (desk === undefined) throw new Error('the real config has errors');
    const { file } = await evaluate({
      ...{ logs: join(real, 'logs'), desk, now: NOW, delayMs: 60_000, received: 'written' },
    });
    const vectors = parse(await readFile(join(evidence, 'vectors.json'), 'utf8'));
    for (const policy of ['equal_weight', 'inverse_vol', 'rank', 'winners', 'edge_gate', 'mode_only'])
      for (const field of ['mean_m', 'total', 'exposure', 'selection']) {
        const path = ['public', 'expected', 'policies', policy, 'bps', field];
        const value = numberAt(file.policies, [policy, 'bps', field]);
        expect(value, `${policy} ${field}`).to.be.closeTo(numberAt(vectors, path), 2e-9);
      }
  });
});

function textIn(texts: Readonly<Record<string, string>>, name: string): unknown {
  const text = texts[name];
  return text === undefined ? undefined : parse(text);
}

function keyOf(symbol: string, ts: number, netUsd: number): string {
  return `${symbol} ${ts} ${netUsd.toFixed(6)}`;
}

function byKey(trades: readonly AdvisedTrade[]): ReadonlyMap<string, AdvisedTrade> {
  return new Map(trades.map((each) => [keyOf(each.trade.symbol, each.trade.ts, each.trade.netUsd), each]));
}

async function slowReal(real: string, every: number): Promise<readonly SlowAdvice[]> {
  const text = (path: string): Promise<string> => readFile(join(real, path), 'utf8');
  const lines = async (stem: string): Promise<readonly string[]> =>
    (await text(`logs/execution/${stem}.jsonl`)).split('\n').filter((line) => line !== '');
  const input = {
    orders: await lines('orders_executed'),
    metrics: await lines('order_metrics'),
    snapshots: {},
    config: {
      limits: parse(await text('config/risk_limits.json')),
      universe: parse(await text('config/pairs_universe.json')),
      strategies: parse(await text('config/strategy_config.json')),
    },
  };
  return slowAdvice(input, (_, i) => i % every === 0);
}

/** The identity in plain sums over these trades. */
function holds(
  { policies }: EvaluationFile,
  policy: 'weights' | 'caps',
  trades: readonly AdvisedTrade[],
): void {
  const values = {
    usd: ({ netUsd }: Trade) => netUsd,
    r: ({ r }: Trade) => r ?? NaN,
    bps: ({ netUsd, notionalUsd }: Trade) => (netUsd / (notionalUsd ?? NaN)) * 1e4,
  };
  for (const unit of ['usd', 'r', 'bps'] as const) {
    const rows = trades.map(({ multiples, trade }) => ({
      m: multiples[policy] ?? NaN,
      x: values[unit](trade),
    }));
    for (const [field, expected] of Object.entries(slowIdentity(rows))) {
      const found = numberAt(policies, [policy, unit, field]);
      expect(found, `${policy} ${unit} ${field}`).to.be.closeTo(
        expected,
        1e-9 * Math.max(1, Math.abs(expected)),
      );
    }
  }
}

function numberAt(value: unknown, path: readonly string[]): number {
  let at = value;
  for (const name of path) at = isObject(at) ? at[name] : undefined;
  return typeof at === 'number' ? at : NaN;
}
