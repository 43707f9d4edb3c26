import { expect } from 'chai';
import fc from 'fast-check';
import { joinAttempts, type JoinedChange } from '../../../operators/join/join-attempts';
import { machineStepper } from '../../../operators/core/machine';
import type { TickedEvent } from '../../../operators/ticks/tick-every';
import type { Close } from '../../../src/model/event';
import { settingsFrom } from '../../../src/model/fund/settings';
import type { Route } from '../../../src/model/route';
import { close, deskOf, MINUTE, route, tick } from '../made';

const desk = deskOf({ settings: settingsFrom({ windows: ['1m'], horizon: '1m' }) });
const SLOT = MINUTE / 4;

type Row = Close | Route;

// Few names, links and moments: rows of one identity with other lines, attempts of several rows, and rows on the edge of
// the horizon and before it are common.
const place = fc.record({
  ts: fc.nat({ max: 9 }).map((slot) => slot * SLOT),
  name: fc.constantFrom('x', 'x', 'y'),
  symbol: fc.constantFrom('A', 'A', 'A', 'B'),
  version: fc.nat({ max: 3 }),
});
const link = fc.constantFrom(undefined, 'a', 'a', 'b');
const row: fc.Arbitrary<Row> = fc.oneof(
  fc
    .tuple(place, link, fc.constantFrom('order', 'metric'), fc.constantFrom(1, -1, undefined))
    .map(([{ ts, name, symbol, version }, to, origin, realizedUsd]) =>
      close(`${origin} ${name}`, {
        ...{ ts, symbol, link: to, origin, realizedUsd },
        line: `${origin} ${name} ${symbol} ${ts} v${version} ${to ?? '–'} ${realizedUsd ?? '–'}`,
      }),
    ),
  fc.tuple(place, fc.subarray(['a', 'b'])).map(([{ ts, name, symbol, version }, links]) =>
    route(name, {
      ts,
      symbol,
      links,
      line: `route ${name} ${symbol} ${ts} v${version} ${links.join('+')}`,
    }),
  ),
);
const history = fc.array(
  fc.record({ rows: fc.array(row, { maxLength: 10 }), ticks: fc.boolean(), ahead: fc.nat({ max: 3 }) }),
  { maxLength: 8 },
);

/** The join by the book: all rows that count are kept, and judged anew each time. */
class SlowJoin {
  private rows: readonly Row[] = [];
  private bound = -Infinity;
  latest = -Infinity;

  take(event: Row): void {
    if (event.ts <= this.bound) return;
    this.latest = Math.max(this.latest, event.ts);
    this.rows = [...this.rows, event];
  }

  forget(bound: number): void {
    this.bound = Math.max(this.bound, bound);
    this.rows = this.rows.filter(({ ts }) => ts > this.bound);
  }

  /** Each identity by its greatest line. */
  private get counting(): readonly Row[] {
    return this.rows.filter(
      (one, i) =>
        !this.rows.some(
          (other, j) =>
            isSameRow(one, other) && (other.line > one.line || (other.line === one.line && j < i)),
        ),
    );
  }

  get routes(): readonly string[] {
    return this.counting.flatMap((one) => (one.kind === 'route' ? [one.line] : [])).sort();
  }

  get trades(): readonly string[] {
    const closes = this.counting.filter((one) => one.kind === 'close');
    const routes = this.counting.filter((one) => one.kind === 'route');
    return closes
      .filter((one) => one.realizedUsd !== undefined)
      .filter(
        (one) =>
          one.origin === 'order' ||
          !closes.some((other) => other.origin === 'order' && areLinked(one, other)),
      )
      .map((one) => {
        const [joined] = routes
          .filter(({ symbol, links }) => symbol === one.symbol && links.some((to) => to === one.link))
          .sort((a, b) => b.ts - a.ts || (a.line < b.line ? 1 : -1));
        return `${one.line} ← ${joined?.line ?? '–'}`;
      })
      .sort();
  }
}

function isSameRow(one: Row, other: Row): boolean {
  return one.kind === other.kind && one.ts === other.ts && one.symbol === other.symbol && one.id === other.id;
}

function areLinked(one: Close, other: Close): boolean {
  return one.symbol === other.symbol && one.link !== undefined && one.link === other.link;
}

/** What the changes of a changelog add up to. A change that fits nothing fails. */
class Folded {
  readonly trades = new Set<string>();
  readonly routes = new Set<string>();

  take(change: JoinedChange): void {
    if (change.kind === 'trade' || change.kind === 'untrade') {
      const gone = change.kind === 'trade' ? change.before : change.trade;
      if (gone !== undefined) expect(this.trades.delete(tradeText(gone)), tradeText(gone)).to.equal(true);
      if (change.kind === 'untrade') return;
      expect(this.trades.has(tradeText(change.trade)), 'said twice').to.equal(false);
      this.trades.add(tradeText(change.trade));
    } else if (change.kind === 'routed') this.routes.add(change.route.line);
    else if (change.kind === 'unrouted') expect(this.routes.delete(change.route.line)).to.equal(true);
  }
}

function tradeText({
  close: { line },
  route: joined,
}: {
  readonly close: Close;
  readonly route: Route | undefined;
}): string {
  return `${line} ← ${joined?.line ?? '–'}`;
}

describe('joinAttempts against the join by the book', () => {
  it('its changelog adds up to the trades and rows that count, at each tick and after each batch', () => {
    let retracted = 0;
    let dropped = 0;
    fc.assert(
      fc.property(history, (batches) => {
        const step = machineStepper(joinAttempts(desk));
        const slow = new SlowJoin();
        const folded = new Folded();
        const agree = (): void => {
          expect([...folded.trades].sort()).to.deep.equal(slow.trades);
          expect([...folded.routes].sort()).to.deep.equal(slow.routes);
        };
        let asOf = 0;
        for (const { rows, ticks, ahead } of batches) {
          for (const each of rows) {
            slow.take(each);
            if (each.ts <= slow.latest - MINUTE) dropped++;
          }
          asOf = Math.max(asOf, slow.latest) + ahead * SLOT;
          const batch: TickedEvent[] = ticks ? [...rows, tick(asOf)] : [...rows];
          if (ticks) slow.forget(asOf - MINUTE);
          for (const change of step(batch).flat()) {
            if (change.kind === 'untrade') retracted++;
            folded.take(change);
            if (change.kind === 'tick') agree();
          }
          slow.forget(slow.latest - MINUTE);
          agree();
        }
      }),
      { numRuns: 500 },
    );
    expect(retracted, 'trades were retracted').to.be.above(100);
    expect(dropped, 'rows came from before the horizon').to.be.above(100);
  });
});
