import { map, type OperatorFunction } from 'rxjs';
import { settingsFrom } from '../../../src/model/fund/settings';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { run } from '../../../operators/core/run';
import type { TickedEvent } from '../../../operators/ticks/tick-every';
import { close, deskOf, fill, MINUTE, route, tick } from '../made';
import { marbles } from '../marbles';
import { toldAll } from '../told';

/** A horizon of ten minutes; times below are in minutes. */
const desk = deskOf({ settings: settingsFrom({ windows: ['5m'], horizon: '10m' }) });
const at = (minutes: number): { readonly ts: number } => ({ ts: minutes * MINUTE });
const tickAt = (minutes: number) => tick(minutes * MINUTE);

const joins: OperatorFunction<readonly TickedEvent[], readonly string[]> = (moment$) =>
  moment$.pipe(
    run(joinAttempts(desk)),
    map((facts) => toldAll(facts).map((text) => (text.startsWith('tick') ? 'tick' : text))),
  );

describe('joinAttempts: nothing reaches back beyond the horizon', () => {
  it('forgets what lies at exactly asOf − horizon, and keeps what lies a millisecond inside', () => {
    const edge = close('edge', at(1));
    const inside = close('inside', { ts: MINUTE + 1 });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-t-|', { a: [edge, inside, tickAt(2)], t: [tickAt(11)] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade edge ← –', 'trade inside ← –', 'tick'],
        y: ['untrade edge', 'tick'],
      });
    });
  });

  it('a trade loses its row when the row leaves the horizon', () => {
    const row = route('row', { ...at(1), links: ['a'] });
    const linked = close('c', { ...at(5), attemptId: 'a' });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-t-|', { a: [row, linked, tickAt(6)], t: [tickAt(11)] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['routed row', 'trade c ← row', 'tick'],
        y: ['unrouted row', 'trade c ← –', 'tick'],
      });
    });
  });

  it('a position loses the legs that leave the horizon', () => {
    const parts = [
      close('p1', { ...at(1), orderId: 'o', sizeBefore: 2, sizeAfter: 1, closedQty: 1 }),
      close('p2', { ...at(5), orderId: 'o', sizeBefore: 1, sizeAfter: 0, closedQty: 1, realizedUsd: 2 }),
    ];
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-t-|', { a: [...parts, tickAt(6)], t: [tickAt(11)] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade p1+p2 ← –', 'tick'],
        y: ['trade p2 ← –', 'tick'],
      });
    });
  });

  it('a row is forgotten: the same bytes are not counted again', () => {
    const old = close('old', at(1));
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-t-b-t-|', { a: [old, tickAt(2)], b: [old], t: [tickAt(11)] });
      const expected = '     -x-y---z-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade old ← –', 'tick'],
        y: ['untrade old', 'tick'],
        z: ['tick'],
      });
    });
  });

  it('what comes late but inside the horizon still counts', () => {
    const late = close('late', { ts: MINUTE + 1 });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -t-a-|', { a: [late, tickAt(11)], t: [tickAt(11)] });
      const expected = '     -y-x-|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['trade late ← –', 'tick'], y: ['tick'] });
    });
  });

  it('between ticks, memory is bounded by the latest event let through', () => {
    const old = [route('old', at(1)), close('old', at(1)), fill('old', at(1))];
    const recent = close('recent', at(11));
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-b-t-|', { a: old, b: [recent], t: [tickAt(11)] });
      const expected = '     -x-y-z-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['routed old'],
        y: ['unrouted old'],
        z: ['trade recent ← –', 'tick'],
      });
    });
  });
});
