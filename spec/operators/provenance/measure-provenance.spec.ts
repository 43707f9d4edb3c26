import { expect } from 'chai';
import type { Caution } from '../../../src/model/event';
import { foldOver } from '../../../operators/core/fold';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { machineOver } from '../../../operators/core/machine';
import { measureProvenance } from '../../../operators/provenance/measure-provenance';
import type { TickedEvent } from '../../../operators/ticks/tick-every';
import { close, DAY, deskOf, equity, route, tick } from '../made';

const desk = deskOf();
const ASOF = 40 * DAY;
const provenance = (moments: readonly TickedEvent[]) => {
  const facts = machineOver(joinAttempts(desk), [[...moments, tick(ASOF)]]).flat();
  return foldOver(measureProvenance(desk.settings, ['desk']), facts, ASOF);
};
const digest = (...moments: readonly TickedEvent[]) => provenance(moments).eventsDigest;
const caution = (ts: number, code: string, incomplete: boolean): Caution => ({
  kind: 'caution',
  ts,
  code,
  incomplete,
});

const a = close('a', { ts: ASOF, attemptId: 'x' });
const r = route('r', { ts: ASOF, links: ['x'] });

describe('the events digest', () => {
  it('tells what is in it, and not how it came', () => {
    expect(digest(a, r)).to.equal(digest(r, a));
    expect(digest(a, r)).to.equal(digest(r, a, a, r));
    expect(new Set([digest(), digest(a), digest(r), digest(a, r)]).size).to.equal(4);
  });

  it('differs where a number of an event differs', () => {
    const closes = [
      a,
      { ...a, realizedUsd: 2 },
      { ...a, feesUsd: 1 },
      { ...a, riskUsd: 3 },
      { ...a, strategy: 's' },
    ];
    expect(new Set(closes.map((each) => digest(each))).size).to.equal(closes.length);
    const rows = [
      r,
      { ...r, slippageBps: 1 },
      { ...r, ackMs: 1 },
      { ...r, status: 'FILLED' },
      { ...r, makerStart: true },
    ];
    expect(new Set(rows.map((each) => digest(each))).size).to.equal(rows.length);
    const navs = [equity(ASOF, 1), equity(ASOF, 2), equity(ASOF - 1, 1), equity(ASOF, 1, { peakUsd: 1 })];
    expect(new Set(navs.map((each) => digest(each))).size).to.equal(navs.length);
  });

  it('covers the horizon, and nothing before it', () => {
    const old = [close('old', { ts: 10 * DAY }), route('old', { ts: 10 * DAY }), equity(10 * DAY, 5)];
    expect(digest(...old)).to.equal(digest());
    expect(digest(equity(10 * DAY + 1, 5))).not.to.equal(digest());
  });

  it('the winner of a conflict is in it, the loser is not', () => {
    const loser = { ...a, line: '0', realizedUsd: 7 };
    expect(digest(loser, a)).to.equal(digest(a));
    expect(digest(a, loser)).to.equal(digest(a));
  });
});

describe('completeness and warnings', () => {
  it('stand while their cause is inside the horizon', () => {
    const gap = provenance([caution(10 * DAY + 1, 'gap', true)]);
    expect(gap).to.deep.include({ complete: false, warnings: ['desk', 'gap'] });
    const over = provenance([caution(10 * DAY, 'gap', true)]);
    expect(over).to.deep.include({ complete: true, warnings: ['desk'] });
  });

  it('are said once each, in order; not every one means that input is missing', () => {
    const found = provenance([
      caution(ASOF, 'z', false),
      caution(ASOF, 'b', false),
      caution(ASOF - 1, 'z', false),
    ]);
    expect(found).to.deep.include({ complete: true, warnings: ['b', 'desk', 'z'] });
  });
});
