import { from, lastValueFrom } from 'rxjs';
import { decide } from '../../pipelines/graph/decide';
import { allocate } from '../../operators/allocate/allocate';
import { joinAttempts } from '../../operators/join/join-attempts';
import { machineStepper } from '../../operators/core/machine';
import { measureAccount } from '../../operators/account/measure-account';
import { keepScore } from '../../operators/evidence/live/keep-score';
import { measureExpectancy } from '../../operators/expectancy/measure-expectancy';
import { measureProvenance } from '../../operators/provenance/measure-provenance';
import { measureRouter } from '../../operators/router/measure-router';
import { publishExpectancy } from '../../operators/expectancy/expectancy-file';
import { allocationInputs } from '../../operators/allocate/allocation-inputs';
import { scoreSymbols } from '../../operators/score/score-symbols';
import { suggestPolicies } from '../../operators/suggest/suggest-policies';
import { tickEvery } from '../../operators/ticks/tick-every';
import type { Batch } from '../../src/model/event';
import type { Desk } from '../../src/model/fund/desk';
import { settingsFrom } from '../../src/model/fund/settings';
import { MINUTE } from '../../src/model/values/time';
import type { Trade } from '../../src/model/trade';
import { batch, close, deskOf, route, tradeOf } from '../operators/made';
import { machine, print, quantile } from './figures';

/** `npm run bench:shares`: what RxJS adds to a replay; what an event costs its windows; what more keys cost. */

const ROUNDS = 7;
const ROWS_PER_BATCH = 500;
const NEVER = { everyMs: undefined, latenessMs: 0, asOf: undefined } as const;
const SOURCES = { sources: ['rows'], ...NEVER };

function batchesOf(attempts: number, symbols: number): readonly Batch[] {
  const events = Array.from({ length: attempts }, (_, n) => {
    const over = { symbol: `S${n % symbols}`, ts: (n + 1) * 1000 };
    const links = [`attempt-${n}`, `intent-${n}`];
    return [
      route(`r${n}`, { ...over, links, slippageBps: (n % 97) / 10, ackMs: n % 300, makerStart: n % 2 === 0 }),
      close(`c${n}`, { ...over, attemptId: `attempt-${n}`, realizedUsd: ((n % 7) - 3) / 10 }),
    ];
  }).flat();
  return Array.from({ length: Math.ceil(events.length / ROWS_PER_BATCH) }, (_, n) => {
    const some = events.slice(n * ROWS_PER_BATCH, (n + 1) * ROWS_PER_BATCH);
    return batch('rows', some, { latest: some.at(-1)?.ts ?? 0, ended: false });
  });
}

async function withRxjs(batches: readonly Batch[], desk: Desk): Promise<string> {
  const { files } = await lastValueFrom(decide(from(batches), desk, SOURCES));
  return JSON.stringify(Object.values(files).map((file) => (file.kind === 'answered' ? file.value : file)));
}

/** The same operators called one after the other. */
function withoutRxjs(batches: readonly Batch[], desk: Desk): string {
  const { settings } = desk;
  const ticks = tickEvery(SOURCES);
  const tickState = ticks.init();
  const join = machineStepper(joinAttempts(desk));
  const folds = [measureExpectancy(settings), measureRouter(settings), measureAccount(desk)] as const;
  const [expectancy, router, account] = folds;
  const provenance = measureProvenance(settings, []);
  const record = keepScore(settings);
  const states = [
    expectancy.init(),
    router.init(),
    account.init(),
    provenance.init(),
    record.init(),
  ] as const;
  let asOf = 0;
  const feed = (moments: ReturnType<typeof ticks.step>): void => {
    for (const facts of moments.flatMap(join))
      for (const fact of facts) {
        if (fact.kind === 'tick') asOf = fact.asOf;
        else {
          expectancy.step(states[0], fact);
          router.step(states[1], fact);
          account.step(states[2], fact);
          provenance.step(states[3], fact);
          record.step(states[4], fact);
        }
      }
  };
  for (const one of batches) feed(ticks.step(tickState, one));
  feed(ticks.finish?.(tickState) ?? []);
  const views = {
    expectancy: expectancy.view(states[0], asOf),
    router: router.view(states[1], asOf),
    account: account.view(states[2], asOf),
    provenance: provenance.view(states[3], asOf),
    trackRecord: record.view(states[4], asOf),
  };
  const groups = publishExpectancy(views, asOf, desk);
  const scores = scoreSymbols(views, asOf, desk);
  const suggestions = suggestPolicies({ router: views.router, scores }, desk);
  const allocation = allocate(allocationInputs(groups, scores, suggestions), scores.account, desk);
  return JSON.stringify([groups, scores, suggestions, allocation]);
}

async function rxjsShare(): Promise<readonly string[]> {
  const desk = deskOf();
  const batches = batchesOf(40_000, 50);
  const times = { with: [] as number[], without: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    let started = performance.now();
    const one = await withRxjs(batches, desk);
    times.with.push(performance.now() - started);
    started = performance.now();
    const other = withoutRxjs(batches, desk);
    times.without.push(performance.now() - started);
    if (one !== other) throw new Error('the graph and the plain loop disagree');
  }
  const ratio = quantile(times.with, 0.5) / quantile(times.without, 0.5);
  return ['a replay with RxJS against the same operators in a loop', ratio.toFixed(3), '≤ 1.10'];
}

async function keyShare(): Promise<readonly string[]> {
  const desk = deskOf();
  const times = new Map([50, 5000].map((symbols) => [symbols, [] as number[]]));
  for (let round = 0; round < 3; round++)
    for (const [symbols, all] of times) {
      const batches = batchesOf(50_000, symbols);
      const started = performance.now();
      await withRxjs(batches, desk);
      all.push(performance.now() - started);
    }
  const ratio = quantile(times.get(5000) ?? [], 0.5) / quantile(times.get(50) ?? [], 0.5);
  return ['50,000 attempts of 5,000 symbols against 50', ratio.toFixed(2), '≤ 2'];
}

/** A trade in and a trade out, 10,000 standing in each of some symbols, a view after every so many. */
function windowWork(symbols: number, perView: number): readonly string[] {
  const standing = 10_000 * symbols;
  const fold = measureExpectancy(settingsFrom({ windows: [`${standing}m`], horizon: `${standing}m` }));
  const state = fold.init();
  const tradeAt = (n: number): Trade =>
    tradeOf(((n % 7) - 3) / 2, n * MINUTE, { id: `t${n}`, symbol: `S${n % symbols}` });
  const put = (n: number): void => {
    fold.step(state, { kind: 'trade', trade: tradeAt(n), before: undefined });
  };
  for (let n = 1; n <= standing; n++) put(n);
  fold.view(state, standing * MINUTE);
  const more = Array.from({ length: perView * 3 }, (_, i) => tradeAt(standing + 1 + i));
  const started = performance.now();
  more.forEach((trade, i) => {
    fold.step(state, { kind: 'trade', trade, before: undefined });
    if ((i + 1) % perView === 0) fold.view(state, trade.ts);
  });
  const ns = ((performance.now() - started) * 1e6) / more.length;
  const what = `an event in its window and groups, ${symbols} keys × 10,000, a view every ${perView}`;
  return [what, `${ns.toFixed(0)} ns`, symbols === 50 ? '≤ 600 ns' : ''];
}

async function main(): Promise<void> {
  console.log(machine());
  print('Shares', [
    ['', 'measured', 'goal'],
    await rxjsShare(),
    await keyShare(),
    windowWork(1, 10_000),
    windowWork(50, 100_000),
  ]);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
