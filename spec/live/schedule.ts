import fc from 'fast-check';
import { ackRow, closeRow, metricRow } from './executor/rows';

/** Something that reaches a file at a moment. */
export interface Arrival {
  readonly atMs: number;
  readonly what:
    | { readonly log: 'metrics' | 'orders'; readonly line: string }
    | { readonly snapshot: string; readonly content: object }
    | { readonly crash: true };
}

export interface ArrivalSchedule {
  readonly arrivals: readonly Arrival[];
  /** Times between two looks, used over and over. */
  readonly gaps: readonly number[];
}

export const START_MS = Date.UTC(2026, 0, 20, 9, 0, 0, 500);
export const SPAN_MS = 60_000;
export const LATENESS_MS = 2000;

interface Row {
  readonly ts: number;
  readonly delay: number;
  readonly late: boolean;
  /** When the position is closed, after it was routed; a close may be written before its route. */
  readonly closeAfter: number;
  readonly kind: 'no close' | 'close twice, no route' | 'both';
}

const rowOf = (mayBeLate: boolean): fc.Arbitrary<Row> =>
  fc.record({
    ts: fc.integer({ min: 0, max: SPAN_MS }),
    delay: fc.integer({ min: 0, max: LATENESS_MS - 1 }),
    late: mayBeLate ? fc.nat(3).map((n) => n === 0) : fc.constant(false),
    closeAfter: fc.integer({ min: -1500, max: 20_000 }),
    kind: fc.constantFrom('no close', 'close twice, no route', 'both', 'both', 'both'),
  });

const nav = fc.record({
  at: fc.integer({ min: 0, max: SPAN_MS }),
  equity: fc.integer({ min: 80_000, max: 100_000 }),
  age: fc.option(fc.integer({ min: 0, max: 9000 }), { nil: undefined }),
});

/**
 * Random logs of a minute, and the moments at which each line, snapshot and crash arrives. Every line keeps its
 * source's promise unless some may be late.
 */
export function schedules(mayBeLate: boolean): fc.Arbitrary<ArrivalSchedule> {
  return fc
    .record({
      rows: fc.array(rowOf(mayBeLate), { minLength: 1, maxLength: 40 }),
      navs: fc.array(nav, { maxLength: 8 }),
      crashes: fc.array(fc.integer({ min: 0, max: SPAN_MS + 20_000 }), { maxLength: 3 }),
      gaps: fc.array(fc.integer({ min: 300, max: 6000 }), { minLength: 30, maxLength: 30 }),
    })
    .map(({ rows, navs, crashes, gaps }) => {
      const arrivals = [
        ...rows.flatMap(rowArrivals),
        ...navs.map(({ at, equity, age }): Arrival => {
          const stamp = age === undefined ? {} : { updated_ts: (START_MS + at - age) / 1000 };
          const series = [{ ts: (START_MS + at) / 1000, equity }];
          return {
            atMs: START_MS + at,
            what: { snapshot: 'nav.json', content: { equity, series, ...stamp } },
          };
        }),
        ...crashes.map((at): Arrival => ({ atMs: START_MS + at, what: { crash: true } })),
      ];
      return { arrivals: arrivals.toSorted((a, b) => a.atMs - b.atMs), gaps };
    });
}

function rowArrivals({ ts, delay, late, closeAfter, kind }: Row, n: number): readonly Arrival[] {
  const routed = START_MS + ts;
  const closed = Math.max(START_MS, routed + closeAfter);
  const reach = (moment: number): number => moment + delay + (late ? 7000 : 0);
  const metric: Arrival = { atMs: reach(routed), what: { log: 'metrics', line: metricRow(n, routed) } };
  const ack: Arrival = { atMs: reach(routed), what: { log: 'orders', line: ackRow(n, routed) } };
  const close: Arrival = { atMs: reach(closed), what: { log: 'orders', line: closeRow(n, closed) } };
  if (kind === 'no close') return [metric, ack];
  return kind === 'both' ? [metric, ack, close] : [close, close];
}
