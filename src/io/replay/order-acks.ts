import { isObject, symbolOf, firstOf } from '../../model/values/json';
import type { Settings } from '../../model/fund/settings';
import { eventNameOf } from '../decode/row/event-kind';
import { orderIdsOf } from '../decode/row/order-fields';
import { RowFields } from '../decode/row/row-fields';
import { bytesOf } from '../files/bytes-of';
import { statInPlace } from '../files/in-place';
import { parseLenient } from '../json/lenient-json';
import { trimLine, utf8Text } from '../json/text';
import { LineSplitter, type Line } from '../lines/line-splitter';
import { piecesOf } from '../lines/pieces';
import { gunzipped } from '../logs/gunzip';
import { closeAll, openChain, type OpenSegment } from '../logs/log-chain';

/** An order that the venue took. */
export interface OrderAck {
  readonly ts: number;
  readonly orderId: string | undefined;
}

/** The `order_ack` rows of these attempts, each named `symbol attempt`. Rows that cannot be read were noted elsewhere. */
export async function orderAcks(
  dirs: readonly string[],
  { backups, max_line_bytes }: Pick<Settings, 'backups' | 'max_line_bytes'>,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly OrderAck[]>> {
  const acks = new Map<string, OrderAck[]>();
  if (wanted.size === 0) return acks;
  for (const dir of dirs) {
    const segments = await openChain(dir, 'orders_executed', backups);
    try {
      for (const segment of segments) await readAcks(segment, max_line_bytes, wanted, acks);
    } finally {
      await closeAll(segments);
    }
  }
  return acks;
}

async function readAcks(
  { handle, gzip }: OpenSegment,
  maxLineBytes: number,
  wanted: ReadonlySet<string>,
  acks: Map<string, OrderAck[]>,
): Promise<void> {
  const splitter = new LineSplitter(maxLineBytes);
  const take = (line: Line): void => {
    if (line.bytes === undefined || !namesAck(line.bytes)) return;
    for (const { bytes } of piecesOf(line, line.bytes).pieces) takeAck(bytes, wanted, acks);
  };
  const { size } = statInPlace(handle);
  const chunks = gzip ? gunzipped((offset) => bytesOf(handle, offset, size)) : bytesOf(handle, 0, size);
  try {
    for await (const chunk of chunks) splitter.push(chunk).forEach(take);
    const rest = splitter.rest();
    if (rest !== undefined) take(rest);
  } catch (error) {
    // Of a damaged archive every line that can be unzipped was read, which is noted elsewhere.
    if (!gzip) throw error;
  }
}

// Most lines are of other kinds: to look for a word is quicker than to read them.
function namesAck(bytes: Buffer): boolean {
  return bytes.includes('ack') || bytes.includes('ACK');
}

function takeAck(bytes: Buffer, wanted: ReadonlySet<string>, acks: Map<string, OrderAck[]>): void {
  const text = utf8Text(trimLine(bytes));
  const parsed = text === undefined ? undefined : parseLenient(text);
  const row = parsed?.value;
  if (parsed === undefined || !isObject(row)) return;
  const type = firstOf(row, ['event_type', 'event']);
  if (typeof type !== 'string' || eventNameOf(type) !== 'order_ack') return;
  const fields = new RowFields(row, isObject(parsed.exact) ? parsed.exact : row);
  const { orderId, attemptId, intentId } = orderIdsOf(fields);
  const symbol = symbolOf(row['symbol']);
  if (symbol === undefined) return;
  for (const id of new Set([attemptId, intentId])) {
    const link = `${symbol} ${id ?? ''}`;
    const ts = id !== undefined && wanted.has(link) ? fields.time('ts') : undefined;
    if (ts === undefined) continue;
    const known = acks.get(link);
    if (known === undefined) acks.set(link, [{ ts, orderId }]);
    else known.push({ ts, orderId });
  }
}
