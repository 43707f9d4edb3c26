import { biasOfLabel, type Route, type RouterPolicy } from '../../../model/route';
import {
  finite,
  firstOf,
  isObject,
  objectAt,
  own,
  textOf,
  type JsonObject,
} from '../../../model/values/json';
import { firstPositive, type RowIdentity } from './decode-close';
import { idText, routeIdentity, linksOf } from './identity';

/** The attempt that a row of router metrics tells of. `exact` is the row with integer ids as written. */
export function decodeRoute(row: JsonObject, exact: JsonObject, head: RowIdentity): Route {
  const attempt = idText(firstOf(exact, ['attempt_id', 'attemptId']));
  const intent = idText(own(exact, 'intent_id'));
  const result = objectAt(row, 'result');
  return {
    kind: 'route',
    ts: head.ts,
    symbol: head.symbol,
    id: routeIdentity(head.ts, head.symbol, attempt, () => head.line),
    links: linksOf(attempt ?? '', intent ?? ''),
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
  const label = labelText(textOf(own(value, 'taker_bias')) ?? textOf(own(value, 'bias_label')));
  return policyOf(
    flagOf(own(value, 'maker_first')),
    finite(own(value, 'taker_bias')),
    label,
    finite(own(value, 'offset_bps')),
    labelText(textOf(own(value, 'quality'))),
  );
}

/** A policy of its parts. The bias is the number that was stated, else what the label stands for. */
export function policyOf(
  makerFirst: boolean | undefined,
  stated: number | undefined,
  label: string | undefined,
  offsetBps: number | undefined,
  quality: string | undefined,
): RouterPolicy {
  return {
    makerFirst,
    bias: stated ?? (label === undefined ? undefined : biasOfLabel(label)),
    offsetBps,
    quality,
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
