import { expect } from 'chai';
import type { Caution } from '../../../src/model/event';
import { foldOver } from '../../../operators/core/fold';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { machineOver } from '../../../operators/core/machine';
import { measureProvenance } from '../../../operators/provenance/measure-provenance';
import type { TickedEvent } from '../../../operators/ticks/tick-every';
import { close, DAY, deskOf, equity, fill, route, tick } from '../made';

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

  it('of router rows that contradict each other only the one that counts is in it', () => {
    const loser = { ...r, line: '0', ackMs: 7 };
    expect(digest(loser, r)).to.equal(digest(r));
    expect(digest(r, loser)).to.equal(digest(r));
  });

  it('covers every close and fill, also one that another row tells again or corrects', () => {
    const again = close('b', { ts: ASOF, attemptId: 'x', orderId: 'a', feesUsd: 2 });
    const rows = [a, again, fill('f', { ts: ASOF })];
    expect(digest(...rows)).to.equal(digest(...rows.toReversed(), a));
    const sets = [[], [a], [again], [a, again], rows];
    expect(new Set(sets.map((set) => digest(...set))).size).to.equal(sets.length);
  });

  it('a later telling of a known close is in it from its own ts on', () => {
    const later = close('b', { ts: ASOF, orderId: 'a', attemptId: 'x', toldTs: ASOF + 1, realizedUsd: 7 });
    for (const rows of [
      [a, later],
      [later, a],
    ])
      expect(digest(...rows)).to.equal(digest(a));
    expect(digest(later)).not.to.equal(digest());
  });
});

describe('completeness and warnings', () => {
  it('stand while their cause is inside the horizon', () => {
    const gap = provenance([caution(10 * DAY + 1, 'gap', true)]);
    expect(gap).to.deep.include({ complete: false, warnings: ['desk', 'gap'] });
    const over = provenance([caution(10 * DAY, 'gap', true)]);
    expect(over).to.deep.include({ complete: true, warnings: ['desk'] });
  });

  it('are said of closes and fills too', () => {
    const fees = fill('f', { ts: 10 * DAY + 1, feesInOtherAsset: true });
    expect(provenance([fees])).to.deep.include({ complete: true, warnings: ['desk', 'fees_not_in_usd'] });
    expect(provenance([{ ...fees, ts: 10 * DAY }]).warnings).to.deep.equal(['desk']);
    const corrected = close('b', { ts: ASOF, orderId: 'a', attemptId: 'x', realizedUsd: 7 });
    expect(provenance([a, corrected]).warnings).to.deep.equal(['conflicting_closes', 'desk']);
    const unlinked = close('b', { ts: ASOF });
    expect(provenance([a, unlinked]).warnings).to.deep.equal(['desk']);
    expect(provenance([a, { ...unlinked, orderId: undefined }]).warnings).to.deep.equal([
      'desk',
      'possible_duplicates',
    ]);
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
