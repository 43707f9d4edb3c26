import { biasOfLabel, type Route, type RouterPolicy } from '../../../model/route';
import { isFilled, isTwap } from '../../../model/route-costs';
import { boundedName, isObject } from '../../../model/values/json';
import { writtenName, type RowIdentity } from './decode-close';
import { routeIdentity, linksOf } from './identity';
import { RowFields } from './row-fields';

/** The attempt that a row of router metrics tells of. */
export function decodeRoute(fields: RowFields, head: RowIdentity): Route {
  const attempt = fields.id('attempt_id', 'attemptId');
  const result = fields.object('result');
  const policy = fields.object('policy');
  const qty = fields.object('qty');
  const status = statusText(result.text('status'));
  return {
    kind: 'route',
    ts: head.ts,
    symbol: head.symbol,
    id: routeIdentity(head.ts, head.symbol, attempt, () => head.line),
    links: linksOf(attempt ?? '', fields.id('intent_id') ?? ''),
    makerStart: fields.flag('maker_start', 'started_maker'),
    makerFinal: fields.flag('is_maker_final'),
    usedFallback: fields.flag('used_fallback'),
    filled: isFilled(status, qty.number('contracts'), fields.object('prices').number('avg_fill')),
    twap: isTwap(fields.text('route')),
    slippageBps: fields.number('slippage_bps'),
    ackMs:
      fields.number('ack_latency_ms') ??
      fields.object('timing_ms').number('ack') ??
      fields.number('latency_ms'),
    feesUsd: fields.number('fees_usd'),
    notionalUsd: qty.size('notional_usd'),
    reported: fields.hasObject('result'),
    status,
    retries: result.number('retries'),
    cancelled: result.flag('cancelled'),
    policy: fields.hasObject('policy') ? policyIn(policy) : undefined,
    venue: writtenName(fields.text('venue')),
    line: head.line,
  };
}

/** A policy block of router_health.json; undefined when there is none. */
export function decodePolicy(value: unknown): RouterPolicy | undefined {
  return isObject(value) ? policyIn(new RowFields(value)) : undefined;
}

function policyIn(fields: RowFields): RouterPolicy {
  const stated = fields.numberOrText('taker_bias');
  return policyOf(
    fields.flag('maker_first'),
    typeof stated === 'number' ? stated : undefined,
    labelText(typeof stated === 'string' ? stated : fields.text('bias_label')),
    fields.number('offset_bps'),
    labelText(fields.text('quality')),
  );
}

/** A status as it is compared: trimmed, upper case. */
export function statusText(status: string | undefined): string | undefined {
  return status?.trim().toUpperCase();
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

/** A label as it is compared: trimmed, lower case, cut where it is too long for a name; undefined for an empty one. */
export function labelText(label: string | undefined): string | undefined {
  const plain = label?.trim().toLowerCase();
  return plain === undefined || plain === '' ? undefined : boundedName(plain);
}
