import { map, type OperatorFunction } from 'rxjs';
import { settingsFrom } from '../../../src/model/fund/settings';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { run } from '../../../operators/core/run';
import type { TickedEvent } from '../../../operators/ticks/tick-every';
import { close, deskOf, MINUTE, route, tick } from '../made';
import { marbles } from '../marbles';
import { told } from '../told';

/** A horizon of ten minutes; times below are in minutes. */
const desk = deskOf({ settings: settingsFrom({ windows: ['5m'], horizon: '10m' }) });
const at = (minutes: number): { readonly ts: number } => ({ ts: minutes * MINUTE });
const tickAt = (minutes: number) => tick(minutes * MINUTE);

const joins: OperatorFunction<readonly TickedEvent[], readonly string[]> = (moment$) =>
  moment$.pipe(
    run(joinAttempts(desk)),
    map((facts) => facts.map((fact) => (fact.kind === 'tick' ? 'tick' : told(fact)))),
  );

describe('joinAttempts: nothing reaches back beyond the horizon', () => {
  it('forgets what lies at exactly asOf − horizon, and keeps what lies a millisecond inside', () => {
    const edge = close('edge', at(1));
    const inside = close('inside', { ts: MINUTE + 1 });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-t-|', { a: [edge, inside], t: [tickAt(11)] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade edge ← –', 'trade inside ← –'],
        y: ['untrade edge', 'tick'],
      });
    });
  });

  it('a trade loses its row when the row leaves the horizon', () => {
    const row = route('row', { ...at(1), links: ['a'] });
    const linked = close('c', { ...at(5), attemptId: 'a' });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-t-|', { a: [row, linked], t: [tickAt(11)] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['routed row', 'trade c ← row'],
        y: ['unrouted row', 'trade c ← –', 'tick'],
      });
    });
  });

  it('a position_close counts again when the order event that superseded it has left', () => {
    const order = close('order', { ...at(1), attemptId: 'a' });
    const metric = close('metric', { ...at(5), attemptId: 'a', origin: 'metric' });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-t-|', { a: [order, metric], t: [tickAt(11)] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade order ← –'],
        y: ['untrade order', 'trade metric ← –', 'tick'],
      });
    });
  });

  it('an identity is forgotten with its close: the same line is not counted again', () => {
    const old = close('old', at(1));
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-t-a-|', { a: [old], t: [tickAt(11)] });
      const expected = '     -x-y---|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade old ← –'],
        y: ['untrade old', 'tick'],
      });
    });
  });

  it('what comes late but inside the horizon still counts', () => {
    const late = close('late', { ts: MINUTE + 1 });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -t-a-|', { a: [late], t: [tickAt(11)] });
      const expected = '     -y-x-|';
      expectObservable(source.pipe(joins)).toBe(expected, { x: ['trade late ← –'], y: ['tick'] });
    });
  });

  it('between ticks, memory is bounded by the latest event let through', () => {
    const old = close('old', at(1));
    const recent = close('recent', at(11));
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-b-|', { a: [old], b: [recent] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(joins)).toBe(expected, {
        x: ['trade old ← –'],
        y: ['untrade old', 'trade recent ← –'],
      });
    });
  });
});
