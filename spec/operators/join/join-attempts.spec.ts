import { expect } from 'chai';
import { map, type OperatorFunction } from 'rxjs';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { machineOver } from '../../../operators/core/machine';
import { run } from '../../../operators/core/run';
import type { TickedEvent } from '../../../operators/ticks/tick-every';
import { itLivesLikeAnOperator } from '../lifecycle';
import { close, deskOf, equity, route, tick } from '../made';
import { marbles } from '../marbles';
import { told } from '../told';

const desk = deskOf();
const joins: OperatorFunction<readonly TickedEvent[], readonly string[]> = (moment$) =>
  moment$.pipe(
    run(joinAttempts(desk)),
    map((facts) => facts.map(told)),
  );

const c1 = close('c1', { attemptId: 'a' });
const r1 = route('r1', { links: ['a'] });

describe('joinAttempts', () => {
  describe('as an operator', () => {
    itLivesLikeAnOperator({
      operator: () => joins,
      input: [c1, tick(1)],
      output: ['trade c1 ← –', 'tick 1'],
    });
  });

  it('row before close: the trade is joined at once', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('  -r-c-|', { r: [r1], c: [c1] });
      const subs = '         ^----!';
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['routed r1'], y: ['trade c1 ← r1'] });
      expectSubscriptions(source.subscriptions).toBe(subs);
    });
  });

  it('close before its row: the trade is revised', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -c-r-|', { r: [r1], c: [c1] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade c1 ← –'],
        y: ['routed r1', 'trade c1 ← r1'],
      });
    });
  });

  it('of the rows of an attempt the latest by ts, then by bytes, is joined', () => {
    marbles(({ cold, expectObservable }) => {
      const rows = {
        a: [route('a', { ts: 5, links: ['a'] })],
        b: [route('b', { ts: 4, links: ['a'] })],
        d: [route('0', { id: 'other', ts: 5, links: ['a'] })],
        e: [route('z', { id: 'third', ts: 5, links: ['a'] })],
      };
      const source = cold('  -c-a-b-d-e-|', { c: [c1], ...rows });
      const expected = '     -x-y-b-d-e-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade c1 ← –'],
        y: ['routed a', 'trade c1 ← a'],
        b: ['routed b'],
        d: ['routed 0'],
        e: ['routed z', 'trade c1 ← z'],
      });
    });
  });

  it('a row that comes after its close in time is joined all the same', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -c-r-|', { c: [c1], r: [route('r9', { ts: 9, links: ['a'] })] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade c1 ← –'],
        y: ['routed r9', 'trade c1 ← r9'],
      });
    });
  });

  it('every close of an attempt is a trade of its own, and each is revised', () => {
    const c2 = close('c2', { ts: 2, attemptId: 'a' });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -c-r-|', { c: [c1, c2], r: [r1] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade c1 ← –', 'trade c2 ← –'],
        y: ['routed r1', 'trade c1 ← r1', 'trade c2 ← r1'],
      });
    });
  });

  it('an intent id links as well as an attempt id', () => {
    marbles(({ cold, expectObservable }) => {
      const both = route('r', { links: ['sig', 'ord'] });
      const source = cold('  -r-c-|', { r: [both], c: [close('c', { attemptId: 'ord' })] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['routed r'], y: ['trade c ← r'] });
    });
  });

  it('the same attempt id of another symbol is another attempt', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -r-c-|', { r: [route('r', { symbol: 'ETHUSDT', links: ['a'] })], c: [c1] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['routed r'], y: ['trade c1 ← –'] });
    });
  });

  it('a hostile symbol cannot borrow the attempts of another', () => {
    marbles(({ cold, expectObservable }) => {
      const hostile = close('c', { symbol: 'A|B', attemptId: 'c' });
      const other = route('r', { symbol: 'A', links: ['B|c'] });
      const source = cold('  -r-c-|', { r: [other], c: [hostile] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['routed r'], y: ['trade c ← –'] });
    });
  });

  it('a close without a P&L is no trade, a break-even one is', () => {
    marbles(({ cold, expectObservable }) => {
      const even = close('even', { realizedUsd: 0 });
      const mute = close('mute', { realizedUsd: undefined });
      const source = cold('  -m-e-|', { m: [mute], e: [even] });
      const expected = '     ---x-|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['trade even ← –'] });
    });
  });

  it('a close whose P&L or cost no account can have is no trade', () => {
    marbles(({ cold, expectObservable }) => {
      const beyond = [
        close('p', { realizedUsd: -1e300 }),
        close('f', { feesUsd: 1e300 }),
        close('s', { fundingUsd: -1e300 }),
      ];
      const near = close('near', { realizedUsd: 9.9e299, feesUsd: -9.9e299, fundingUsd: 9.9e299 });
      const source = cold('  -b-n-|', { b: beyond, n: [near] });
      const expected = '     ---x-|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['trade near ← –'] });
    });
  });

  it('other events pass through untouched, in their place', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-|', { a: [equity(1, 100), c1, tick(5)] });
      const expected = '     -x-|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['equity', 'trade c1 ← –', 'tick 5'] });
    });
  });

  it('judges an attempt once a batch, however many rows a writer gives one id', () => {
    const count = 3000;
    const closes = Array.from({ length: count }, (_, n) => close(`c${n}`, { attemptId: 'a', ts: n }));
    const routes = Array.from({ length: count }, (_, n) => route(`r${n}`, { links: ['a'], ts: n }));
    const facts = machineOver(joinAttempts(desk), [closes.flatMap((each, n) => [each, routes[n] ?? r1])]);
    expect(facts.flat().filter(({ kind }) => kind === 'routed')).to.have.length(count);
    // Each close is said once, with the row that is the latest by then.
    const trades = facts.flat().flatMap((fact) => (fact.kind === 'trade' ? [fact.trade] : []));
    expect(trades).to.have.length(count);
    expect(new Set(trades.map(({ route: joined }) => joined?.id))).to.deep.equal(new Set([`r${count - 1}`]));
  });
});
