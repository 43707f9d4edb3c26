import { firstOf, isObject, MOST_NAME, own, symbolOf, type JsonObject } from '../../model/values/json';
import { parseMicros, parseTimestamp } from '../../model/values/time';
import { shortJson } from '../config/text/short-json';
import { decodeClose, type RowIdentity } from './row/decode-close';
import { decodeFill } from './row/decode-fill';
import { decodeRoute } from './row/decode-route';
import type { Decoded, FaultReason, LogKind, MissingValues } from './row/decoded';
import { closeUnlessNamed, namesFor, renamed, type FieldNames } from './row/field-names';
import { CLOSES, eventKindOf, FILL, NOTED } from './row/event-kind';
import { realizedIn } from './row/realized';
import { RowFields } from './row/row-fields';
import { RowBlocks } from './fast/columns/row-blocks';
import { readRow, type ReadContext } from './fast/line-scan';
import { CurrentRow } from './fast/scan/current-row';
import { parseLenient, type LenientJson } from '../json/lenient-json';
import { trimLine, utf8Text } from '../json/text';

const NOTHING_MISSING: MissingValues = { nonfinite: 0, mistyped: 0 };

let single: Pick<ReadContext, 'row' | 'blocks'> | undefined;

/** Decodes the bytes of one line. A ts after `latestTs` is from the future. */
export function decodeRow(bytes: Buffer, log: LogKind, latestTs: number): Decoded {
  single ??= { row: new CurrentRow(), blocks: new RowBlocks() };
  const read = readRow(bytes, 0, bytes.length, { log, latestTs, since: -Infinity, ...single });
  if (read === undefined) return decodeAnyRow(bytes, log, latestTs);
  return typeof read === 'number'
    ? { kind: 'noted', ts: read, type: NOTED[single.row.noted] ?? '', ...NOTHING_MISSING }
    : { kind: 'event', event: read, ...NOTHING_MISSING };
}

/** The same with the full decoder alone: it says of every line what it is. `names`: those that the writer has for fields. */
export function decodeAnyRow(bytes: Buffer, log: LogKind, latestTs: number, names?: FieldNames): Decoded {
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
  const line = trimmed.toString('latin1');
  if (names === undefined) return decodeObject(row, parsed, line, log, latestTs);
  const exact = isObject(parsed.exact) ? renamed(parsed.exact, names) : row;
  const ours = closeUnlessNamed(renamed(row, names), names);
  const decoded = decodeObject(ours, { ...parsed, exact }, line, log, latestTs);
  if (decoded.kind !== 'fault') return decoded;
  const { reason, detail } = decoded.fault;
  return fault(reason, detail + namesFor(reason, names));
}

function decodeObject(
  row: JsonObject,
  parsed: LenientJson,
  line: string,
  log: LogKind,
  latestTs: number,
): Decoded {
  const stated = firstOf(row, ['event_type', 'event']);
  const fields = new RowFields(row, isObject(parsed.exact) ? parsed.exact : row);
  const missing = (): MissingValues => ({ nonfinite: parsed.nonfinite, ...fields.count });
  if (stated === undefined && log !== 'orders') {
    const head = headOf(row, ['ts'], line, latestTs);
    if ('kind' in head) return head;
    return { kind: 'event', event: decodeRoute(fields, head), ...missing() };
  }
  const type = fields.text('event_type', 'event');
  const event = type === undefined ? undefined : eventKindOf(type);
  if (event === undefined || event.kind === 'misspelt')
    return fault('unknown_event', `event_type was ${shortJson(stated)}; read are ${READ.join(', ')}`);
  if (event.kind === 'noted') {
    const ts = timeIn(row, ['ts'], latestTs);
    return typeof ts === 'number' ? { kind: 'noted', ts, type: event.name, ...missing() } : ts;
  }
  const times = event.kind === 'fill' ? ['ts_fill_last', 'ts'] : ['ts_close', 'ts'];
  const head = headOf(row, times, line, latestTs);
  if ('kind' in head) return head;
  if (event.kind === 'fill') return { kind: 'event', event: decodeFill(fields, head), ...missing() };
  const pnl = realizedIn(row);
  if (typeof pnl === 'string') return fault('bad_pnl', pnl);
  const origin =
    event.name === 'position_close' && Object.hasOwn(row, 'pnl_at_close_usd') ? 'metric' : 'order';
  const closeMicros = parseMicros(firstOf(row, times)) ?? head.ts * 1000;
  return {
    kind: 'event',
    event: decodeClose(fields, { ...head, ...pnl, origin, closeMicros }),
    ...missing(),
  };
}

const READ = [...CLOSES, FILL];

function headOf(
  row: JsonObject,
  times: readonly string[],
  line: string,
  latestTs: number,
): RowIdentity | Fault {
  const ts = timeIn(row, times, latestTs);
  if (typeof ts !== 'number') return ts;
  const symbol = symbolOf(own(row, 'symbol'));
  if (symbol === undefined)
    return fault(
      'bad_symbol',
      `symbol was ${shortJson(own(row, 'symbol'))}; it must be a text of 1 to ${MOST_NAME} characters`,
    );
  return { ts, symbol, line };
}

function timeIn(row: JsonObject, names: readonly string[], latestTs: number): number | Fault {
  const stated = firstOf(row, names);
  const ts = parseTimestamp(stated);
  if (ts === undefined)
    return fault(
      'bad_timestamp',
      `ts was ${shortJson(stated)}; allowed: epoch seconds, epoch ms or ISO 8601`,
    );
  if (ts > latestTs)
    return fault('future', `ts was ${shortJson(stated)}, later than the moment of reading allows`);
  return ts;
}

function syntaxError(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
  }
  return 'it has values that are not numbers';
}

type Fault = Extract<Decoded, { readonly kind: 'fault' }>;

function fault(reason: FaultReason, detail: string): Fault {
  return { kind: 'fault', fault: { reason, detail } };
}
