import type { RouterSnapshot } from '../../model/event';
import type { RouterEntry } from '../../model/route';
import { canonicalJson, own, type JsonObject } from '../../model/values/json';
import { firstNumeric } from '../../model/values/numeric';
import { decodePolicy } from '../decode/row/decode-route';
import { snapshotTime, snapshotRows } from './snapshot-fields';

/** router_health.json: the executor's own view of its router per symbol. */
export function decodeRouterHealth(snapshot: JsonObject, receivedMs: number): RouterSnapshot {
  const entries = snapshotRows(snapshot, ['symbols', 'per_symbol']).map(
    ([symbol, row]): readonly [string, RouterEntry] => [
      symbol,
      {
        makerFillRate: firstNumeric(row, ['maker_fill_rate', 'maker_fill_ratio']),
        fallbackRate: firstNumeric(row, ['fallback_rate', 'fallback_ratio']),
        slippageP50: firstNumeric(row, ['slippage_p50', 'slip_q50']),
        slippageP95: firstNumeric(row, ['slippage_p95', 'slip_q95']),
        ackP50Ms: firstNumeric(row, ['ack_latency_p50_ms', 'ack_latency_ms', 'latency_ms']),
        volatilityScale: firstNumeric(row, ['volatility_scale']),
        policy: decodePolicy(own(row, 'policy')),
      },
    ],
  );
  return {
    kind: 'router',
    ts: snapshotTime(snapshot, receivedMs),
    text: canonicalJson(snapshot),
    symbols: new Map(entries),
  };
}
