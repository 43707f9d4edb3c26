import { metricClose, orderClose } from './closes';
import { spelled, type Market } from './markets';
import { pythonText } from './python-text';
import { metricRow, type Attempt } from './rows';
import type { Seeded } from './seeded';
import { moment, timeAs } from './times';

/** The lines of both logs. */
export interface Logs {
  readonly orders: readonly string[];
  readonly metrics: readonly string[];
}

/** Both logs of a history: attempts with their rows and closes, repeated, contradicted and late at random. */
export function logsOf(rng: Seeded, markets: readonly Market[], asOf: number, spanMs: number): Logs {
  const orders: string[] = [];
  const metrics: string[] = [];
  for (const market of markets) {
    for (let i = 0; i < market.attempts; i += 1) {
      const attempt = { id: `sig_${i}`, intent: `ord_${rng.int(0, 2 * i)}`, ts: moment(rng, asOf, spanMs) };
      metrics.push(...rowsOf(rng, market, attempt));
      orders.push(...closesOf(rng, market, attempt, asOf, spanMs));
      if (rng.chance(0.2)) {
        const ts = moment(rng, asOf, spanMs);
        metrics.push(pythonText(metricClose(rng, market, attempt, ts)));
      }
    }
    if (market.attempts > 0) orders.push(...noise(rng, market, asOf));
  }
  if (rng.chance(0.3)) metrics.push('{"symbol": "BTCUSDT", "ts": 17', '', 'null', '[1]');
  return { orders: disordered(rng, orders), metrics: disordered(rng, metrics) };
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

function closesOf(rng: Seeded, market: Market, attempt: Attempt, asOf: number, spanMs: number): string[] {
  const lines: string[] = [];
  const count = rng.pick([0, 1, 1, 1, 2, 3]);
  for (let part = count - 1; part >= 0; part -= 1) {
    const ts = rng.chance(0.8)
      ? Math.min(asOf, attempt.ts + rng.int(0, 5) * 600_000)
      : moment(rng, asOf, spanMs);
    const close = orderClose(rng, market, attempt, ts, part);
    const line = pythonText(close);
    lines.push(line);
    if (rng.chance(0.04)) lines.push(line);
    // The same identity with other content: the greater line wins.
    if (rng.chance(0.04)) lines.push(pythonText({ ...close, realizedPnlUsd: rng.normal() * 10 }));
    if (rng.chance(0.02)) lines.push(pythonText({ ...close, attempt_id: 'sig_0', realizedPnlUsd: null }));
  }
  return lines;
}

function noise(rng: Seeded, market: Market, asOf: number): readonly string[] {
  const symbol = spelled(rng, market.symbol);
  const ts = timeAs(rng, asOf - rng.int(0, 9) * 60_000);
  return [
    pythonText({ event_type: 'order_ack', symbol, ts }),
    pythonText({ event_type: 'order_fill', symbol, ts, fees_total: NaN }),
    pythonText({ event_type: 'heartbeat', symbol, ts }),
    pythonText({ event_type: 'order_close', symbol, ts: NaN, realizedPnlUsd: 1000 }),
    pythonText({ event_type: 'order_close', symbol: '  ', ts, realizedPnlUsd: 1000 }),
    pythonText({ event_type: 'order_close', symbol, ts: 'yesterday', realizedPnlUsd: 1000 }),
  ].filter(() => rng.chance(0.3));
}

/** Mostly in the order written, some of it late, or in no order at all. */
function disordered(rng: Seeded, lines: readonly string[]): readonly string[] {
  return rng.chance(0.5) ? rng.shuffled(lines) : lines;
}
