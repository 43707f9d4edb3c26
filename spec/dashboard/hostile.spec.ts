import { expect } from 'chai';
import type { StateFileKey } from '../../operators/files/state-files';
import { page as pageSchema } from '../../src/dashboard/model/page-model';
import { explanationsOf } from '../../src/dashboard/explanation';
import { pageModel } from '../../src/dashboard/page';
import { schemaProblems } from '../../src/io/config/schema/schema-problems';
import { isObject } from '../../src/model/values/json';
import { judgedOf, sampleDocuments, SOON } from './states';

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '__proto__',
  'constructor',
  'toString',
  '',
  '</script><script>',
  '\u202e',
];

/** The sample with these symbols beside its own, each like BTCUSDT. */
async function withSymbols(names: readonly string[]): Promise<Record<StateFileKey, Record<string, unknown>>> {
  const state = await sampleDocuments();
  for (const key of ['scores', 'suggestions', 'allocation'] as const) {
    const rows = state[key]['symbols'] as readonly Record<string, unknown>[];
    const model = rows.find((row) => row['symbol'] === 'BTCUSDT');
    state[key]['symbols'] = [...rows, ...names.map((symbol) => ({ ...model, symbol }))];
  }
  const addTo = (view: unknown): void => {
    if (!isObject(view)) return;
    const groups = view['symbols'] as Record<string, unknown>;
    for (const name of names)
      Object.defineProperty(groups, name, { value: groups['BTCUSDT'], enumerable: true, configurable: true });
  };
  addTo(state.expectancy);
  Object.values(state.expectancy['windows'] as Record<string, unknown>).forEach(addTo);
  return state;
}

describe('names from a log', () => {
  it('are data like any other, whatever they say', async () => {
    const state = await withSymbols(HOSTILE);
    const judged = judgedOf(state);
    expect(judged.problems).to.deep.equal([]);
    const page = pageModel(state, SOON);
    const count = page.symbols.find(({ symbol }) => symbol === 'BTCUSDT')?.expectancy?.count ?? 0;
    expect(count).to.be.above(30);
    const known = page.symbols.map(({ symbol }) => symbol);
    expect(known).to.include.members(HOSTILE);
    for (const row of page.symbols.filter(({ symbol }) => HOSTILE.includes(symbol))) {
      expect(row.expectancy?.count).to.equal(count);
      expect(row.by_window).to.have.length(5);
    }
    expect(explanationsOf(judged)).to.have.length(6 + HOSTILE.length);
    expect(schemaProblems(pageSchema, page)).to.deep.equal([]);
    expect(Object.prototype).to.not.have.property('count');
  });

  it('of part, weight and gate do not reach a prototype', () => {
    const scores = JSON.parse(
      '{"weights":{"__proto__":1,"edge":0.5},"symbols":[{"symbol":"A","score":1,"contributions":{"__proto__":9}}]}',
    ) as unknown;
    const page = pageModel({ scores }, SOON);
    expect(page.score_parts.map(({ name }) => name)).to.deep.equal(['__proto__', 'edge']);
    expect(Object.keys(page.symbols[0]?.score?.contributions ?? {})).to.deep.equal(['__proto__']);
  });
});

describe('500 symbols', () => {
  it('make a page of bounded size in bounded time', async () => {
    const names = Array.from({ length: 494 }, (_, i) => `SYM${i}USDT`);
    const state = await withSymbols(names);
    const curve = Array.from({ length: 500 }, (_, i) => [i + 1, Math.sin(i) * 3, i]);
    for (const group of Object.values(state.expectancy['symbols'] as Record<string, Record<string, unknown>>))
      Object.assign(group, { curve });
    const before = process.cpuUsage();
    const page = pageModel(state, SOON);
    const cpu = process.cpuUsage(before);
    expect(page.symbols).to.have.length(500);
    expect(JSON.stringify(page).length).to.be.below(5_000_000);
    expect((cpu.user + cpu.system) / 1000).to.be.below(5000);
  });
});
