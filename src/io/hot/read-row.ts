import type { Close } from '../../model/event';
import { symbolOf } from '../../model/json';
import { biasOfLabel, type Route, type RouterPolicy } from '../../model/route';
import { metricRowSchema, orderEventSchema } from '../../model/schemas/rows';
import { CLOSES, NOTED, type Decoded, type LogKind } from '../decoded';
import { labelText } from '../decode-route';
import { FIELD } from './fields';
import { KIND, RowScanner } from './row-scanner';
import { RowValues } from './row-values';
import { typesOf } from './types';

const row = new RowScanner();
const values = new RowValues(row);
const METRIC_TYPES = typesOf(metricRowSchema);
const ORDER_TYPES = typesOf(orderEventSchema);

/**
 * Reads a line that holds nothing unusual, without an object for what is not read. Undefined for every other line: the
 * slow decoder says what it is. What comes back is what the slow decoder gives, value for value.
 */
export function readRow(bytes: Buffer, log: LogKind, latestTs: number): Decoded | undefined {
  if (!row.scan(bytes)) return undefined;
  const stamp = values.firstOf(FIELD.event_type, FIELD.event);
  if (stamp < 0) return log === 'orders' ? undefined : readMetric(bytes, latestTs);
  const type = values.name(stamp);
  return type === undefined ? undefined : readOrder(bytes, type, latestTs);
}

function readMetric(bytes: Buffer, latestTs: number): Decoded | undefined {
  if (!areAllowed(METRIC_TYPES)) return undefined;
  const ts = values.time(FIELD.ts);
  const symbol = symbolOf(values.name(FIELD.symbol));
  if (ts === undefined || ts > latestTs || symbol === undefined) return undefined;
  const attempt = values.id(values.firstOf(FIELD.attempt_id, FIELD.attemptId));
  const intent = values.id(FIELD.intent_id);
  if (attempt === false || intent === false) return undefined;
  const line = bytes.toString('latin1');
  const place = `${ts}|${symbol.length}|${symbol}`;
  const route: Route = {
    kind: 'route',
    ts,
    symbol,
    id: attempt === undefined ? `${place}|line|${line}` : `${place}|attempt|${attempt}`,
    links: linksOf(attempt ?? '', intent ?? ''),
    makerStart: values.flag(values.firstOf(FIELD.maker_start, FIELD.started_maker)),
    makerFinal: values.flag(FIELD.is_maker_final),
    usedFallback: values.flag(FIELD.used_fallback),
    slippageBps: values.number(FIELD.slippage_bps),
    ackMs:
      values.number(FIELD.ack_latency_ms) ??
      values.number(FIELD['timing_ms.ack']) ??
      values.number(FIELD.latency_ms),
    feesUsd: values.number(FIELD.fees_usd),
    notionalUsd: values.size(FIELD['qty.notional_usd']),
    reported: values.has(FIELD.result, KIND.object),
    status: values.name(FIELD['result.status']),
    retries: values.number(FIELD['result.retries']),
    cancelled: values.flag(FIELD['result.cancelled']),
    policy: values.has(FIELD.policy, KIND.object) ? readPolicy() : undefined,
    line,
  };
  return { kind: 'event', event: route, nonfinite: 0 };
}

function linksOf(attempt: string, intent: string): readonly string[] {
  if (attempt === '') return intent === '' ? [] : [intent];
  return intent === '' || intent === attempt ? [attempt] : [attempt, intent];
}

function readPolicy(): RouterPolicy {
  const stated = values.number(FIELD['policy.taker_bias']);
  const label = labelText(values.name(FIELD['policy.taker_bias']) ?? values.name(FIELD['policy.bias_label']));
  return {
    makerFirst: values.flag(FIELD['policy.maker_first']),
    bias: stated ?? (label === undefined ? undefined : biasOfLabel(label)),
    offsetBps: values.number(FIELD['policy.offset_bps']),
    quality: labelText(values.name(FIELD['policy.quality'])),
    biasLabel: stated === undefined ? label : undefined,
  };
}

function readOrder(bytes: Buffer, type: string, latestTs: number): Decoded | undefined {
  const isClose = CLOSES.has(type);
  if ((!isClose && !NOTED.has(type)) || !areAllowed(ORDER_TYPES)) return undefined;
  const ts = values.time(isClose ? values.firstOf(FIELD.ts_close, FIELD.ts) : FIELD.ts);
  if (ts === undefined || ts > latestTs) return undefined;
  if (!isClose) return { kind: 'noted', ts, nonfinite: 0 };
  const symbol = symbolOf(values.name(FIELD.symbol));
  const link = values.id(values.firstOf(values.firstOf(FIELD.attempt_id, FIELD.attemptId), FIELD.intent_id));
  const order = orderToken();
  if (symbol === undefined || link === false || order === false) return undefined;
  // A position_close of the router's own log carries this field, whatever it says.
  const isMetric = type === 'position_close' && !values.has(FIELD.pnl_at_close_usd, KIND.absent);
  const origin = isMetric ? 'metric' : 'order';
  const realizedUsd = values.number(
    isMetric ? FIELD.pnl_at_close_usd : values.firstOf(FIELD.realizedPnlUsd, FIELD.pnl_usd),
  );
  if (isMetric && realizedUsd === undefined) return { kind: 'noted', ts, nonfinite: 0 };
  const line = bytes.toString('latin1');
  const place = `${origin}|${ts}|${symbol.length}|${symbol}`;
  const strategy = values.name(values.firstOf(FIELD.strategy, FIELD.strategy_id))?.trim();
  const close: Close = {
    kind: 'close',
    ts,
    symbol,
    id:
      order !== undefined
        ? `${place}|order|${order}`
        : link === undefined
          ? `${place}|line|${line}`
          : `${place}|attempt|${link}`,
    link: link === '' ? undefined : link,
    origin,
    realizedUsd,
    feesUsd: values.number(FIELD.fees_total),
    fundingUsd: values.number(FIELD.funding_usd),
    riskUsd: values.positive(FIELD.initial_risk_usd) ?? values.positive(FIELD.risk_usd),
    notionalUsd: values.size(FIELD.entry_notional_usd) ?? values.size(FIELD.notional_usd),
    strategy: strategy === '' ? undefined : strategy,
    line,
  };
  return { kind: 'event', event: close, nonfinite: 0 };
}

// Both ids of the order as written; undefined where there is neither, false where they need the slow decoder.
function orderToken(): string | undefined | false {
  const { orderId, clientOrderId } = FIELD;
  if (values.isNothing(orderId) && values.isNothing(clientOrderId)) return undefined;
  const order = idToken(orderId);
  const client = idToken(clientOrderId);
  return order === undefined || client === undefined ? false : `[${order},${client}]`;
}

// A text keeps its quotes, a number has none.
function idToken(field: number): string | undefined {
  if (values.isNothing(field)) return 'null';
  const id = values.id(field);
  if (id === false || id === undefined) return undefined;
  return values.has(field, KIND.number) ? id : `"${id}"`;
}

function areAllowed(types: Uint16Array): boolean {
  const { kinds } = row;
  for (let field = 0; field < kinds.length; field++)
    if ((((types[field] ?? 0) >> (kinds[field] ?? 0)) & 1) === 0) return false;
  return true;
}
