import { metricClose, orderClose, strategyOf } from './closes';
import { spelled, type Market } from './markets';
import type { HistorySide } from './order';
import { Executor } from './positions';
import { pythonText } from './python-text';
import { metricRow, unfilledRow, type Attempt } from './rows';
import type { Seeded } from './seeded';
import { HOUR, moment, timeAs } from './times';

/** The lines of both logs. */
export interface Logs {
  readonly orders: readonly string[];
  readonly metrics: readonly string[];
}

interface Moments {
  readonly asOf: number;
  readonly spanMs: number;
  /** A moment of this symbol that no close had before. */
  readonly fresh: (ts: number) => number;
}

/** Both logs of a history: positions and attempts with their rows, repeated, corrected, told twice and late at random. */
export function logsOf(rng: Seeded, markets: readonly Market[], asOf: number, spanMs: number): Logs {
  const orders: string[] = [];
  const metrics: string[] = [];
  let orderId = 0;
  for (const market of markets) {
    const times: Moments = { asOf, spanMs, fresh: freshMoments() };
    const attempts = attemptsOf(rng, market, times);
    for (const attempt of attempts) {
      metrics.push(...rowsOf(rng, market, attempt));
      orders.push(...closesOf(rng, market, attempt, times));
      if (rng.chance(0.2)) {
        const ts = times.fresh(moment(rng, asOf, spanMs));
        metrics.push(pythonText(metricClose(rng, market, attempt, ts)));
      }
    }
    for (const side of market.hedged ? (['LONG', 'SHORT'] as const) : (['BOTH'] as const)) {
      const traded = executed(rng, market, side, times, () => (orderId += 1));
      orders.push(...traded.orders);
      metrics.push(...traded.metrics);
    }
    metrics.push(...unfilledOf(rng, market, times));
    if (market.attempts > 0) orders.push(...noise(rng, market, asOf));
  }
  if (rng.chance(0.3)) metrics.push('{"symbol": "BTCUSDT", "ts": 17', '', 'null', '[1]');
  return { orders: disordered(rng, orders), metrics: disordered(rng, metrics) };
}

/** Closes of one symbol at one moment would be in the order of their ids: each has a moment of its own. */
function freshMoments(): Moments['fresh'] {
  const taken = new Set<number>();
  return (ts) => {
    let at = ts;
    while (taken.has(at)) at += 1;
    taken.add(at);
    return at;
  };
}

function attemptsOf(rng: Seeded, market: Market, { asOf, spanMs }: Moments): readonly Attempt[] {
  return Array.from({ length: market.attempts }, (_, i) => ({
    id: `sig_${i}`,
    intent: `ord_${rng.int(0, 2 * i)}`,
    ts: moment(rng, asOf, spanMs),
  }));
}

function rowsOf(rng: Seeded, market: Market, attempt: Attempt): readonly string[] {
  const lines: string[] = [];
  const count = rng.pick([0, 1, 1, 1, 1, 2]);
  for (let i = 0; i < count; i += 1) {
    const line = pythonText(metricRow(rng, market, attempt, attempt.ts + i * rng.pick([0, 1, 60_000])));
    lines.push(line);
    if (rng.chance(0.05)) lines.push(line);
  }
  return lines;
}

function closesOf(rng: Seeded, market: Market, attempt: Attempt, times: Moments): string[] {
  const lines: string[] = [];
  const count = rng.pick([0, 1, 1, 1, 2, 3]);
  const strategy = strategyOf(rng);
  for (let part = count - 1; part >= 0; part -= 1) {
    const near = Math.min(times.asOf, attempt.ts + rng.int(0, 5) * 600_000);
    const ts = times.fresh(rng.chance(0.8) ? near : moment(rng, times.asOf, times.spanMs));
    const close = { ...orderClose(rng, market, attempt, ts, part), ...strategy };
    lines.push(...tellings(rng, close, attempt, ts));
  }
  return lines;
}

/** A close as the log tells it: once, again, in two parts, or corrected later. */
function tellings(rng: Seeded, close: object, attempt: Attempt, ts: number): readonly string[] {
  const line = pythonText(close);
  const other = { realizedPnlUsd: rng.normal() * 10 };
  const told = [line];
  if (rng.chance(0.04)) told.push(line);
  // Parts without an attempt would be trades of one moment and one id, in no order that is stated.
  if (rng.chance(0.04) && /"attempt_?[iI]d": ?"/.test(line)) told.push(pythonText({ ...close, ...other }));
  if (rng.chance(0.04)) told.push(pythonText({ ...close, ...other, ts: timeAs(rng, ts + 2 * HOUR) }));
  const silent = { realizedPnlUsd: null, pnl_usd: undefined, attempt_id: attempt.id };
  if (rng.chance(0.02)) told.push(pythonText({ ...close, ...silent }));
  return told;
}

/** What an executor traded on one side, with the rows of its attempts and what the router log says of its closes. */
function executed(
  rng: Seeded,
  market: Market,
  side: HistorySide,
  times: Moments,
  nextId: () => number,
): Logs {
  const start = times.asOf - Math.floor(times.spanMs * rng.real(0.2, 1));
  const executor = new Executor(rng, market, side, nextId, start);
  const { rows, attempts } = executor.trade(market.positions, times.asOf);
  const orders = rows.flatMap((row) => {
    const line = pythonText(row);
    return rng.chance(0.05) ? [line, line] : [line];
  });
  const metrics = attempts.flatMap((attempt) =>
    rng.chance(0.8) ? [pythonText(metricRow(rng, market, attempt, attempt.ts))] : [],
  );
  const closes = rows.filter((row) => 'realizedPnlUsd' in row).filter(() => rng.chance(0.15));
  return { orders, metrics: [...metrics, ...closes.map((close) => pythonText(retold(close)))] };
}

/** The router log's own word of an executor's close: by the attempt, at the same moment. */
function retold(close: object): object {
  const told: Readonly<Record<string, unknown>> = { ...close };
  return {
    event: 'position_close',
    symbol: told['symbol'],
    attempt_id: told['attempt_id'],
    ts: told['ts_close'],
    pnl_at_close_usd: told['realizedPnlUsd'],
  };
}

function unfilledOf(rng: Seeded, market: Market, { asOf, spanMs }: Moments): readonly string[] {
  const count = Math.floor((market.attempts + market.positions) * market.unfilled);
  return Array.from({ length: count }, (_, i) =>
    pythonText(unfilledRow(rng, market, `u${i}`, moment(rng, asOf, spanMs))),
  );
}

function noise(rng: Seeded, market: Market, asOf: number): readonly string[] {
  const symbol = spelled(rng, market.symbol);
  const ts = timeAs(rng, asOf - rng.int(0, 9) * 60_000);
  return [
    pythonText({ event_type: 'order_ack', symbol, ts }),
    pythonText({ event_type: 'order_fill', symbol, ts, fees_total: NaN }),
    pythonText({ event_type: 'heartbeat', symbol, ts }),
    pythonText({ event_type: 'order_error', symbol, ts, exc: 'HTTPError' }),
    pythonText({ event_type: 'order_close', symbol, ts: NaN, realizedPnlUsd: 1000 }),
    pythonText({ event_type: 'order_close', symbol: '  ', ts, realizedPnlUsd: 1000 }),
    pythonText({ event_type: 'order_close', symbol, ts: 'yesterday', realizedPnlUsd: 1000 }),
    pythonText({ event_type: 'order_close', symbol, ts, realizedPnlUsd: true }),
  ].filter(() => rng.chance(0.3));
}

/** Mostly in the order written, some of it late, or in no order at all. */
function disordered(rng: Seeded, lines: readonly string[]): readonly string[] {
  return rng.chance(0.5) ? rng.shuffled(lines) : lines;
}
