import { expect } from 'chai';
import { pageModel } from '../../../../src/dashboard/page';
import type { PageModel, StateProblem } from '../../../../src/dashboard/model/page-model';
import { evidenceOf } from '../../../../src/dashboard/page/parts/findings';
import { trustOf } from '../../../../src/dashboard/page/parts/trust';

const EMPTY = pageModel({}, { nowMs: 0, staleAfterMs: 60_000 });

function model(header: Partial<PageModel['header']>, problems: readonly StateProblem[] = []): PageModel {
  return { ...EMPTY, header: { ...EMPTY.header, complete: true, ...header }, problems };
}

function problem(severity: StateProblem['severity']): StateProblem {
  return { severity, code: 'gate_off', file: null, message: `A ${severity}.` };
}

const GATES = { enabled: true, router_autotune: true, feedback_allocator: true };
const LIVE = { state: 'live', running: true, written_ms: 0, gates: GATES };

describe('trustOf', () => {
  const wordOf = (of: PageModel, ageMs: number | null, link: 'live' | 'lost' = 'live'): string => {
    const { level, word } = trustOf(of, ageMs, link);
    return `${level}: ${word}`;
  };

  it('says of live the worst thing that is true', () => {
    const live = (header: Partial<PageModel['header']> = {}, problems: readonly StateProblem[] = []) =>
      model({ live: LIVE, ...header }, problems);
    expect(wordOf(live(), 59_999)).to.equal('good: Live');
    expect(wordOf(live(), 60_000)).to.equal('bad: Live, stale');
    expect(wordOf(live({ live: { ...LIVE, running: false } }), 60_000)).to.equal('bad: Live stopped');
    expect(wordOf(live({ complete: false }), 1000)).to.equal('bad: Live, incomplete');
    expect(wordOf(live({}, [problem('warning')]), 1000)).to.equal('check: Live');
    expect(wordOf(live({}, [problem('info')]), 1000)).to.equal('good: Live');
    expect(wordOf(live({}, [problem('warning'), problem('error')]), 1000)).to.equal('bad: Broken');
    expect(wordOf(live(), null)).to.equal('bad: No data');
    expect(wordOf(live(), 1000, 'lost')).to.equal('check: No connection');
    expect(wordOf(live({ at_ms: 1 }), 1e12)).to.equal('past: Past');
  });

  it('says of a replay that it is one, of whatever age, and never that it is stale', () => {
    for (const ageMs of [0, 60_000, 1e12]) {
      expect(wordOf(model({}), ageMs)).to.equal('past: Replay');
      expect(wordOf(model({ complete: false }), ageMs)).to.equal('bad: Replay, incomplete');
      expect(wordOf(model({}, [problem('warning')]), ageMs)).to.equal('check: Replay');
    }
    expect(wordOf(model({}), null)).to.equal('bad: No data');
    expect(wordOf(model({}, [problem('error')]), 0)).to.equal('bad: Broken');
  });

  it('leaves to the risk mode what leaves it unsure', () => {
    const unsure: StateProblem = { ...problem('warning'), code: 'risk_unsure' };
    expect(wordOf(model({ live: LIVE }, [unsure]), 0)).to.equal('good: Live');
  });

  it('says no more of good data than is known', () => {
    const sentence = (header: Partial<PageModel['header']>): string =>
      trustOf(model(header), 1000, 'live').sentence;
    expect(sentence({ live: LIVE })).to.equal('Fresh, complete, all gates on.');
    expect(sentence({ live: { ...LIVE, gates: { ...GATES, enabled: null } } })).to.equal('Fresh, complete.');
    expect(sentence({ live: null })).to.equal('Nothing keeps it current, complete.');
    expect(sentence({ live: null, complete: null })).to.equal('Nothing keeps it current.');
  });
});

describe('what the glance finds', () => {
  it('counts as shown only what lies beside 0 with its whole interval', () => {
    type Row = Parameters<typeof evidenceOf>[0][number];
    const row = (symbol: string, ends: readonly [number, number] | null): Row => ({
      symbol,
      r_interval_adjusted: ends,
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
});
