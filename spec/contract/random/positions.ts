import type { Market } from './markets';
import { Order, type HistorySide } from './order';
import type { Attempt } from './rows';
import type { Seeded } from './seeded';

/** Positions as an executor trades them: cumulative fills, a close a poll, dust, flips, restarts, lost rows. */

/** What a history of one (symbol, position side) leaves in the order log, and the attempts behind its orders. */
export interface Traded {
  readonly rows: readonly object[];
  readonly attempts: readonly Attempt[];
}

const MINUTE = 60_000;

export class Executor {
  private readonly rows: object[] = [];
  private readonly attempts: Attempt[] = [];
  /** What the executor believes to hold, in steps, signed. */
  private held = 0;
  private readonly feesStyle: 'own' | 'both' | 'unfilled';
  private readonly strategy: string;

  constructor(
    private readonly rng: Seeded,
    private readonly market: Market,
    private readonly side: HistorySide,
    /** The next order id of the world. */
    private readonly nextId: () => number,
    private now: number,
  ) {
    this.feesStyle = rng.pick(['own', 'own', 'own', 'both', 'unfilled']);
    this.strategy = rng.pick(['trend', 'vol_target']);
  }

  trade(positions: number, until: number): Traded {
    for (let i = 0; i < positions && this.now < until; i += 1) {
      this.enter(this.direction());
      if (this.rng.chance(0.1)) this.reduceSilently();
      if (this.rng.chance(0.08)) this.held = 0;
      else this.exit();
    }
    return { rows: this.rows, attempts: this.attempts };
  }

  private direction(): 1 | -1 {
    if (this.side === 'LONG') return 1;
    if (this.side === 'SHORT') return -1;
    if (this.held !== 0) return this.held > 0 ? 1 : -1;
    return this.rng.pick([1, -1]);
  }

  private enter(direction: 1 | -1): void {
    const orders = this.rng.pick([1, 1, 2, 3]);
    for (let i = 0; i < orders; i += 1) {
      const steps = this.rng.int(20, 3000);
      const order = this.order(direction, steps);
      // A lost entry: the executor holds it, the rows do not tell of it.
      const isLost = this.rng.chance(0.08);
      for (const filled of this.polls(steps)) if (!isLost) this.rows.push(order.fill(filled));
      this.held += direction * steps;
    }
  }

  /** An order that shrinks the position and is not told as a close. */
  private reduceSilently(): void {
    const steps = Math.floor(Math.abs(this.held) / 3);
    if (steps === 0) return;
    const direction = this.held > 0 ? -1 : 1;
    this.rows.push(this.order(direction, steps).fill(steps));
    this.held += direction * steps;
  }

  private exit(): void {
    const dust = this.rng.chance(0.15) ? Math.max(1, Math.floor(Math.abs(this.held) / 200)) : 0;
    const orders = this.rng.pick([1, 1, 1, 2, 3]);
    for (let i = orders; i > 0; i -= 1) {
      const left = Math.abs(this.held) - dust;
      if (left <= 0) return;
      this.close(i === 1 ? left : Math.ceil(left / 2), '');
      if (this.held !== 0 && this.rng.chance(0.1)) this.enter(this.direction());
      if (this.rng.chance(0.05)) this.held = 0;
      if (this.held === 0) return;
    }
    if (dust > 0 && this.rng.chance(0.6)) this.close(Math.abs(this.held), '_reduce');
  }

  /** One closing order, polled; on a netted account it may turn the position over. */
  private close(steps: number, suffix: string): void {
    if (steps === 0) return;
    const direction = this.held > 0 ? -1 : 1;
    const isWhole = steps === Math.abs(this.held);
    const flips = this.side === 'BOTH' && isWhole && suffix === '' && this.rng.chance(0.12);
    const beyond = flips ? this.rng.int(20, 900) : 0;
    const order = this.order(direction, steps + beyond, suffix);
    let closed = 0;
    for (const filled of this.polls(steps)) {
      const isLast = filled === steps;
      const part = filled - closed;
      const before = this.held;
      this.held += direction * (part + (isLast ? beyond : 0));
      closed = filled;
      if (this.feesStyle !== 'unfilled') this.rows.push(order.fill(filled + (isLast ? beyond : 0)));
      this.rows.push(order.close(before, this.held, part));
    }
  }

  /** The cumulative quantities at which an order is polled. */
  private *polls(steps: number): Generator<number> {
    if (steps > 10 && this.rng.chance(0.3)) {
      yield this.rng.int(1, steps - 1);
      this.now += this.rng.int(1, 5000);
    }
    yield steps;
  }

  private order(direction: 1 | -1, steps: number, suffix = ''): Order {
    this.now += this.rng.int(1, 90) * MINUTE + this.rng.int(0, 999);
    const number = this.nextId();
    // A reduction of what is left names the intent of the order before it.
    const intent = suffix === '' ? `i${number}` : (this.attempts.at(-1)?.intent ?? '');
    const attempt = { id: `x${number}${suffix}`, intent, ts: this.now - 900 };
    this.attempts.push(attempt);
    const { rng, market, side, feesStyle, strategy } = this;
    return new Order(
      rng,
      { market, side, feesStyle, strategy, direction, steps, number, attempt },
      () => this.now,
    );
  }
}
