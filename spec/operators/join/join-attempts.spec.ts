import { expect } from 'chai';
import { map, type OperatorFunction } from 'rxjs';
import { durationMs } from '../../../src/model/fund/settings';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { machineOver } from '../../../operators/core/machine';
import { run } from '../../../operators/core/run';
import type { TickedEvent } from '../../../operators/ticks/tick-every';
import { itLivesLikeAnOperator } from '../lifecycle';
import { close, deskOf, equity, fill, route, tick } from '../made';
import { marbles } from '../marbles';
import { toldAll } from '../told';

const desk = deskOf();
const joins: OperatorFunction<readonly TickedEvent[], readonly string[]> = (moment$) =>
  moment$.pipe(run(joinAttempts(desk)), map(toldAll));

const LATENESS = durationMs(desk.settings.lateness);
const c1 = close('c1', { attemptId: 'a' });
const r1 = route('r1', { links: ['a'] });
const t = [tick(20_000)];
const after = 'tick 20000';

describe('joinAttempts', () => {
  describe('as an operator', () => {
    itLivesLikeAnOperator({
      operator: () => joins,
      input: [c1, tick(1)],
      output: ['trade c1 ← –', 'tick 1'],
    });
  });

  it('is silent on closes and fills, and says at the tick what they make', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('  -r-c-t-|', { r: [r1], c: [c1], t });
      const subs = '         ^------!';
      const expected = '     -x---y-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['routed r1'],
        y: ['trade c1 ← r1', after],
      });
      expectSubscriptions(source.subscriptions).toBe(subs);
    });
  });

  it('asked for changes alone, says the same of trades and rows, and nothing of ticks', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -r-c-t-|', { r: [r1], c: [c1], t });
      const expected = '     -x---y-|';
      const changes = source.pipe(run(joinAttempts(desk, 'changes')), map(toldAll));
      expectObservable(changes).toBe(expected, { x: ['routed r1'], y: ['trade c1 ← r1'] });
    });
  });

  it('close before its row: the trade is revised at the next tick', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -c-t-r-u-|', { r: [r1], c: [c1], t, u: [tick(30_000)] });
      const expected = '     ---x-y-z-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade c1 ← –', after],
        y: ['routed r1'],
        z: ['trade c1 ← r1', 'tick 30000'],
      });
    });
  });

  it('a tick that nothing came before says nothing but itself', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -c-t-t-|', { c: [c1], t });
      const expected = '     ---x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['trade c1 ← –', after], y: [after] });
    });
  });

  it('a row that comes after its close in time is joined up to the lateness', () => {
    marbles(({ cold, expectObservable }) => {
      const rows = [
        route('in time', { ts: 1 + LATENESS, links: ['a'] }),
        route('too late', { ts: 2 + LATENESS, links: ['a'] }),
      ];
      const source = cold('  -c-r-t-|', { c: [c1], r: rows, t });
      const expected = '     ---y-z-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        y: ['routed in time', 'routed too late'],
        z: ['trade c1 ← in time', after],
      });
    });
  });

  it('an id that is used again later changes nothing of the past', () => {
    marbles(({ cold, expectObservable }) => {
      const later = route('later', { ts: 15_000, links: ['a'] });
      const source = cold('  -a-t-r-t-|', { a: [r1, c1], r: [later], t });
      const expected = '     -a-x-y-z-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        a: ['routed r1'],
        x: ['trade c1 ← r1', after],
        y: ['routed later'],
        z: [after],
      });
    });
  });

  it('the closes of one position are one trade, whose legs may come one by one', () => {
    const parts = [
      close('p1', { ts: 10, orderId: 'o', sizeBefore: 3, sizeAfter: 1, closedQty: 2 }),
      close('p2', { ts: 20, orderId: 'o', sizeBefore: 1, sizeAfter: 0, closedQty: 1, realizedUsd: 2 }),
    ];
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-t-b-t-|', { a: parts.slice(0, 1), b: parts.slice(1), t });
      const expected = '     ---x---y-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade p1 ← –', after],
        y: ['untrade p1', 'trade p1+p2 ← –', after],
      });
    });
  });

  it('a fill that comes late revises the trade in its place', () => {
    const whole = close('c', { ts: 100, orderId: 'x', sizeBefore: 2, sizeAfter: 0, closedQty: 2 });
    const opening = fill('f', { ts: 10, orderId: 'e', qty: 2, price: 50, attemptId: 'entry' });
    const facts = machineOver(joinAttempts(desk), [[whole], t, [opening], t]).flat();
    const trades = facts.flatMap((fact) => (fact.kind === 'trade' ? [fact] : []));
    expect(trades.map(({ trade }) => trade.entryTs)).to.deep.equal([undefined, 10]);
    expect(trades[1]?.before).to.equal(trades[0]?.trade);
    expect(facts.filter(({ kind }) => kind === 'untrade')).to.deep.equal([]);
  });

  it('the same attempt id of another symbol is another attempt', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -r-t-|', { r: [route('r', { symbol: 'ETHUSDT', links: ['a'] }), c1], t });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['routed r'], y: ['trade c1 ← –', after] });
    });
  });

  it('a hostile symbol cannot borrow the attempts of another', () => {
    marbles(({ cold, expectObservable }) => {
      const hostile = close('c', { symbol: 'A|B', attemptId: 'c' });
      const other = route('r', { symbol: 'A', links: ['B|c'] });
      const source = cold('  -r-t-|', { r: [other, hostile], t });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['routed r'], y: ['trade c ← –', after] });
    });
  });

  it('a close without a P&L is no trade, a break-even one is', () => {
    marbles(({ cold, expectObservable }) => {
      const even = close('even', { realizedUsd: 0 });
      const mute = close('mute', { realizedUsd: undefined });
      const source = cold('  -m-t-|', { m: [mute, even], t });
      const expected = '     ---x-|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['trade even ← –', after] });
    });
  });

  it('other events pass through untouched, in their place', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-|', { a: [equity(1, 100), c1, tick(5)] });
      const expected = '     -x-|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['equity', 'trade c1 ← –', 'tick 5'] });
    });
  });

  it('judges a trade once a tick, however many rows a writer gives one id', () => {
    const count = 3000;
    const HOURS = 2 * 3_600_000;
    const closes = Array.from({ length: count }, (_, n) =>
      close(`c${n}`, { attemptId: 'a', ts: (n + 1) * HOURS }),
    );
    const routes = closes.map(({ ts }, n) => route(`r${n}`, { links: ['a'], ts }));
    const end = [tick(count * HOURS)];
    const long = deskOf({ settings: { ...desk.settings, horizon: '3000d' } });
    const facts = machineOver(joinAttempts(long), [closes, end, routes, end]).flat();
    const trades = facts.flatMap((fact) => (fact.kind === 'trade' ? [fact.trade] : []));
    expect(trades).to.have.length(count * 2);
    expect(trades.slice(count).map(({ route: joined }) => joined?.id)).to.have.members(
      routes.map(({ id }) => id),
    );
  });
});
