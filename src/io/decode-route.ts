import { biasOfLabel, type Route, type RouterPolicy } from '../model/route';
import { finite, firstOf, isObject, objectAt, own, textOf, type JsonObject } from '../model/json';
import { firstPositive, idText, type RowHead } from './decode-close';

/** The attempt that a row of router metrics tells of. `exact` is the row with integer ids as written. */
export function decodeRoute(row: JsonObject, exact: JsonObject, head: RowHead): Route {
  const attempt = idText(firstOf(exact, ['attempt_id', 'attemptId']));
  const intent = idText(own(exact, 'intent_id'));
  const result = objectAt(row, 'result');
  const place = `${head.ts}|${head.symbol.length}|${head.symbol}`;
  return {
    kind: 'route',
    ts: head.ts,
    symbol: head.symbol,
    id: attempt === undefined ? `${place}|line|${head.line}` : `${place}|attempt|${attempt}`,
    links: [...new Set([attempt ?? '', intent ?? ''])].filter((link) => link !== ''),
    makerStart: flagOf(firstOf(row, ['maker_start', 'started_maker'])),
    makerFinal: flagOf(own(row, 'is_maker_final')),
    usedFallback: flagOf(own(row, 'used_fallback')),
    slippageBps: finite(own(row, 'slippage_bps')),
    ackMs:
      finite(own(row, 'ack_latency_ms')) ??
      finite(own(objectAt(row, 'timing_ms'), 'ack')) ??
      finite(own(row, 'latency_ms')),
    feesUsd: finite(own(row, 'fees_usd')),
    notionalUsd: firstPositive(objectAt(row, 'qty'), ['notional_usd'], Math.abs),
    reported: isObject(own(row, 'result')),
    status: textOf(own(result, 'status')),
    retries: finite(own(result, 'retries')),
    cancelled: flagOf(own(result, 'cancelled')),
    policy: decodePolicy(own(row, 'policy')),
    line: head.line,
  };
}

/** A policy block, of a row or of router_health.json; undefined when there is none. */
export function decodePolicy(value: unknown): RouterPolicy | undefined {
  if (!isObject(value)) return undefined;
  const stated = finite(own(value, 'taker_bias'));
  const label = labelText(textOf(own(value, 'taker_bias')) ?? textOf(own(value, 'bias_label')));
  return {
    makerFirst: flagOf(own(value, 'maker_first')),
    bias: stated ?? (label === undefined ? undefined : biasOfLabel(label)),
    offsetBps: finite(own(value, 'offset_bps')),
    quality: labelText(textOf(own(value, 'quality'))),
    biasLabel: stated === undefined ? label : undefined,
  };
}

/** A label as it is compared: trimmed, lower case; undefined for an empty one. */
export function labelText(label: string | undefined): string | undefined {
  const plain = label?.trim().toLowerCase();
  return plain === '' ? undefined : plain;
}

function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
