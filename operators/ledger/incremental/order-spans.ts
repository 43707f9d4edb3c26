import type { Close, Fill, PositionSide } from '../../../src/model/event';

/** The times of the first and the last row of an order. */
export interface OrderSpan {
  readonly first: number;
  readonly last: number;
}

/** By an id, the place of an order among the times. */
type Places = Map<string, number>;

/** Orders by their id, and those without one by their client order id. */
interface SidePlaces {
  readonly orders: Places;
  readonly clients: Places;
}

const FEWEST = 16;

/**
 * How far the rows of each order reach in time: a row changes whatever lies between. The times lie in one array, two for
 * an order: as objects they would be most of what is kept of it.
 */
export class OrderSpans {
  private readonly places: Readonly<Record<PositionSide, SidePlaces>> = {
    BOTH: noPlaces(),
    LONG: noPlaces(),
    SHORT: noPlaces(),
  };
  private times = new Float64Array(0);
  private count = 0;

  /** The span of the row's order, this row included; a row without an order is alone. */
  of(row: Close | Fill): OrderSpan {
    const { ts } = row;
    const { id, places } = this.placeOf(row);
    if (id === undefined) return { first: ts, last: ts };
    const place = places.get(id);
    if (place === undefined) {
      places.set(id, this.add(ts, ts));
      return { first: ts, last: ts };
    }
    const [first, last] = [this.times[2 * place] ?? NaN, this.times[2 * place + 1] ?? NaN];
    return this.set(place, Math.min(first, ts), Math.max(last, ts));
  }

  /** How many orders it knows of. */
  get size(): number {
    return this.count;
  }

  /** Forgets the orders whose rows are all at or before `bound`. */
  forgetUntil(bound: number): void {
    const known = this.times;
    this.times = new Float64Array(0);
    this.count = 0;
    for (const { orders, clients } of Object.values(this.places))
      for (const places of [orders, clients])
        for (const [id, place] of places) {
          const [first, last] = [known[2 * place] ?? NaN, known[2 * place + 1] ?? NaN];
          if (last <= bound) places.delete(id);
          else places.set(id, this.add(first, last));
        }
  }

  private add(first: number, last: number): number {
    const place = this.count++;
    if (2 * place >= this.times.length) {
      const wider = new Float64Array(2 * Math.max(FEWEST, Math.ceil(place * 1.5)));
      wider.set(this.times);
      this.times = wider;
    }
    this.set(place, first, last);
    return place;
  }

  private set(place: number, first: number, last: number): OrderSpan {
    this.times[2 * place] = first;
    this.times[2 * place + 1] = last;
    return { first, last };
  }

  private placeOf(row: Close | Fill): { readonly id: string | undefined; readonly places: Places } {
    const { orders, clients } = this.places[row.positionSide];
    const { orderId } = row;
    return orderId === undefined
      ? { id: row.clientOrderId, places: clients }
      : { id: orderId, places: orders };
  }
}

function noPlaces(): SidePlaces {
  return { orders: new Map(), clients: new Map() };
}
