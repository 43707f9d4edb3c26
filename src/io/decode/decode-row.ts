import type { Close } from '../../model/event';
import { firstOf, isObject, own, symbolOf, textOf, type JsonObject } from '../../model/values/json';
import { metricRowSchema, orderEventSchema } from '../../model/schemas/rows';
import { parseTimestamp } from '../../model/values/time';
import { shortJson } from '../config/text/short-json';
import { schemaProblems } from '../config/schema/schema-problems';
import { CLOSES, TIME_ONLY_EVENTS, type Decoded, type FaultReason, type LogKind } from './row/decoded';
import { decodeClose, type RowIdentity } from './row/decode-close';
import { decodeRoute } from './row/decode-route';
import { RowBlocks } from './fast/columns/row-blocks';
import { readRow, type ReadContext } from './fast/line-scan';
import { CurrentRow } from './fast/scan/current-row';
import { parseLenient, type LenientJson } from '../json/lenient-json';
import { trimLine, utf8Text } from '../json/text';

let single: Pick<ReadContext, 'row' | 'blocks'> | undefined;

/** Decodes the bytes of one line. A ts after `latestTs` is from the future. */
export function decodeRow(bytes: Buffer, log: LogKind, latestTs: number): Decoded {
  single ??= { row: new CurrentRow(), blocks: new RowBlocks() };
  const read = readRow(bytes, 0, bytes.length, { log, latestTs, since: -Infinity, ...single });
  if (read === undefined) return decodeAnyRow(bytes, log, latestTs);
  return typeof read === 'number'
    ? { kind: 'noted', ts: read, nonfinite: 0 }
    : { kind: 'event', event: read, nonfinite: 0 };
}

/** The same with the full decoder alone: it says of every line what it is. */
export function decodeAnyRow(bytes: Buffer, log: LogKind, latestTs: number): Decoded {
  const trimmed = trimLine(bytes);
  if (trimmed.length === 0) return { kind: 'blank' };
  const text = utf8Text(trimmed);
  if (text === undefined) return fault('bad_utf8', 'the line is not UTF-8');
  if (/^[ \t\r]*$/.test(text)) return { kind: 'blank' };
  const parsed = parseLenient(text);
  if (parsed === undefined) return fault('bad_json', `the line is not JSON: ${syntaxError(text)}`);
  const row = parsed.value;
  if (!isObject(row)) return fault('not_an_object', `found ${shortJson(row)}; a row is a JSON object`);
  if (Object.hasOwn(row, '__proto__')) return fault('forbidden_key', 'the key __proto__ is not allowed');
  return decodeObject(row, parsed, trimmed.toString('latin1'), log, latestTs);
}

function decodeObject(
  row: JsonObject,
  parsed: LenientJson,
  line: string,
  log: LogKind,
  latestTs: number,
): Decoded {
  const { nonfinite } = parsed;
  const exact = isObject(parsed.exact) ? parsed.exact : row;
  const stamp = firstOf(row, ['event_type', 'event']);
  const type = textOf(stamp);
  const isMetric = stamp === undefined && log !== 'orders';
  if (!isMetric && (type === undefined || (!CLOSES.has(type) && !TIME_ONLY_EVENTS.has(type)))) {
    const allowed = [...TIME_ONLY_EVENTS, ...CLOSES].join(', ');
    return fault(
      'unknown_event',
      `event_type was ${shortJson(own(row, 'event_type') ?? own(row, 'event'))}; allowed: ${allowed}`,
    );
  }
  const [problem] = schemaProblems(isMetric ? metricRowSchema : orderEventSchema, row);
  if (problem !== undefined) {
    return fault(
      'schema',
      `${problem.path.join('.')}${problem.found === undefined ? '' : ` was ${problem.found}`}; ${problem.message}`,
    );
  }
  const stated = isMetric
    ? own(row, 'ts')
    : firstOf(row, CLOSES.has(type ?? '') ? ['ts_close', 'ts'] : ['ts']);
  const ts = parseTimestamp(stated);
  if (ts === undefined)
    return fault(
      'bad_timestamp',
      `ts was ${shortJson(stated)}; allowed: epoch seconds, epoch ms or ISO 8601`,
    );
  if (ts > latestTs)
    return fault('future', `ts was ${shortJson(stated)}, later than the moment of reading allows`);
  if (!isMetric && TIME_ONLY_EVENTS.has(type ?? '')) return { kind: 'noted', ts, nonfinite };
  const symbol = symbolOf(own(row, 'symbol'));
  if (symbol === undefined)
    return fault('bad_symbol', `symbol was ${shortJson(own(row, 'symbol'))}; it must be a non-empty text`);
  const head: RowIdentity = { ts, symbol, line };
  if (isMetric) return { kind: 'event', event: decodeRoute(row, exact, head), nonfinite };
  const close = decodeClose(row, exact, originOf(row, type), head);
  // The router's log says position_close with a null P&L when it does not know it; that is no event.
  if (close.origin === 'metric' && close.realizedUsd === undefined) return { kind: 'noted', ts, nonfinite };
  return { kind: 'event', event: close, nonfinite };
}

// The router's own position_close carries pnl_at_close_usd; one among the order events carries their P&L.
function originOf(row: JsonObject, type: string | undefined): Close['origin'] {
  return type === 'position_close' && Object.hasOwn(row, 'pnl_at_close_usd') ? 'metric' : 'order';
}

function syntaxError(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
  }
  return 'it has values that are not numbers';
}

function fault(reason: FaultReason, detail: string): Decoded {
  return { kind: 'fault', fault: { reason, detail } };
}
