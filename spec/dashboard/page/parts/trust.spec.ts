import { expect } from 'chai';
import { pageModel } from '../../../../src/dashboard/page';
import type { PageModel, StateProblem } from '../../../../src/dashboard/model/page-model';
import { evidenceOf, weightMoves } from '../../../../src/dashboard/page/parts/findings';
import { trustOf } from '../../../../src/dashboard/page/parts/trust';

const EMPTY = pageModel({}, { nowMs: 0, staleAfterMs: 60_000 });

function model(header: Partial<PageModel['header']>, problems: readonly StateProblem[] = []): PageModel {
  return { ...EMPTY, header: { ...EMPTY.header, complete: true, ...header }, problems };
}

function problem(severity: StateProblem['severity']): StateProblem {
  return { severity, code: 'gate_off', file: null, message: `A ${severity}.` };
}

describe('trustOf', () => {
  it('says the worst thing that is true', () => {
    const words = (of: PageModel, ageMs: number | null, link: 'live' | 'lost' = 'live'): string =>
      trustOf(of, ageMs, link).word;
    expect(words(model({}), 1000)).to.equal('Good');
    expect(words(model({}), 59_999)).to.equal('Good');
    expect(words(model({}), 60_000)).to.equal('Stale');
    expect(words(model({}), null)).to.equal('No data');
    expect(words(model({ complete: false }), 1000)).to.equal('Incomplete');
    expect(words(model({}, [problem('warning')]), 1000)).to.equal('Check');
    expect(words(model({}, [problem('info')]), 1000)).to.equal('Good');
    expect(words(model({}, [problem('warning'), problem('error')]), 1000)).to.equal('Broken');
    expect(words(model({}), 1000, 'lost')).to.equal('No connection');
    expect(words(model({ at_ms: 1 }), 1e12)).to.equal('Past');
  });
});

describe('the sentence on good data', () => {
  const gates = { enabled: true, router_autotune: true, feedback_allocator: true };
  const live = { state: 'live', running: true, written_ms: 0, gates };

  it('says no more than is known', () => {
    const sentence = (header: Partial<PageModel['header']>): string =>
      trustOf(model(header), 1000, 'live').sentence;
    expect(sentence({ live })).to.equal('Fresh, complete, all gates on.');
    expect(sentence({ live: null })).to.equal('Fresh, complete.');
    expect(sentence({ live: null, complete: null })).to.equal('Fresh.');
    expect(sentence({ live: { ...live, gates: { ...gates, enabled: null } } })).to.equal('Fresh, complete.');
  });
});

describe('what the glance finds', () => {
  it('counts as shown only what lies beside 0 with its whole interval', () => {
    type Row = Parameters<typeof evidenceOf>[0][number];
    const row = (symbol: string, ends: readonly [number, number] | null): Row => ({
      symbol,
      expectancy: { r_interval: ends },
    });
    const rows = [
      row('UP', [0.1, 1]),
      row('DOWN', [-1, -0.1]),
      row('OPEN', [-1, 1]),
      row('FEW', null),
      row('AT', [0, 1]),
    ];
    expect(evidenceOf(rows)).to.deep.equal({
      earning: ['UP'],
      losing: ['DOWN'],
      open: ['OPEN', 'FEW', 'AT'],
    });
  });

  it('lists moves of weight by size, and none that would read as none', () => {
    type Row = Parameters<typeof weightMoves>[0][number];
    const row = (symbol: string, now: number | null, next: number): Row => ({
      symbol,
      allocation: { current_weight: now, suggested_weight: next },
    });
    const rows = [
      row('A', 0.1, 0.12),
      row('B', null, 0.08),
      row('C', 0.2, 0.0),
      row('D', 0.1, 0.1001),
      row('E', null, 0),
    ];
    expect(weightMoves(rows).map(({ symbol }) => symbol)).to.deep.equal(['C', 'B', 'A']);
  });
});
