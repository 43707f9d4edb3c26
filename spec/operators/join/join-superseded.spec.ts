import { map, type OperatorFunction } from 'rxjs';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { run } from '../../../operators/core/run';
import type { TickedEvent } from '../../../operators/ticks/tick-every';
import { close, deskOf } from '../made';
import { marbles } from '../marbles';
import { told } from '../told';

const desk = deskOf();
const joins: OperatorFunction<readonly TickedEvent[], readonly string[]> = (moment$) =>
  moment$.pipe(
    run(joinAttempts(desk)),
    map((facts) => facts.map(told)),
  );

const metric = close('position_close', { origin: 'metric', attemptId: 'a', ts: 2 });
const order = close('order_close', { attemptId: 'a', ts: 3 });

describe('joinAttempts: a position_close yields to an order event of its attempt', () => {
  it('counts while no order event closes the attempt', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -m-|', { m: [metric] });
      const expected = '     -x-|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['trade position_close ← –'] });
    });
  });

  it('is taken back when the order event comes after it', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -m-o-|', { m: [metric], o: [order] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade position_close ← –'],
        y: ['untrade position_close', 'trade order_close ← –'],
      });
    });
  });

  it('never counts when the order event came before it', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -o-m-|', { m: [metric], o: [order] });
      const expected = '     -x---|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['trade order_close ← –'] });
    });
  });

  it('yields to an order event without a P&L too', () => {
    const mute = close('mute', { attemptId: 'a', realizedUsd: undefined });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -m-o-|', { m: [metric], o: [mute] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade position_close ← –'],
        y: ['untrade position_close'],
      });
    });
  });

  it('does not yield to another attempt, nor to the same attempt id of another symbol', () => {
    const other = close('other', { attemptId: 'b' });
    const foreign = close('foreign', { attemptId: 'a', symbol: 'ETHUSDT' });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -m-o-f-|', { m: [metric], o: [other], f: [foreign] });
      const expected = '     -x-y-z-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade position_close ← –'],
        y: ['trade other ← –'],
        z: ['trade foreign ← –'],
      });
    });
  });

  it('needs a P&L of its own', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -m-|', { m: [{ ...metric, realizedUsd: undefined }] });
      const expected = '     ---|';
      expectObservable(source.pipe(joins)).toBe(expected);
    });
  });

  it('counts again when a greater line moves the order event to another attempt', () => {
    const moved = close('order_close', { line: 'order_close moved', attemptId: 'b', ts: 3 });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -m-o-n-|', { m: [metric], o: [order], n: [moved] });
      const expected = '     -x-y-z-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade position_close ← –'],
        y: ['untrade position_close', 'trade order_close ← –'],
        z: ['trade position_close ← –', 'trade order_close moved ← –'],
      });
    });
  });
});
