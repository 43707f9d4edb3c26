import { createHash } from 'node:crypto';
import { utf8Text } from '../json/text';
import type { FaultReason } from './row/decoded';
import type { Line } from '../lines/line-splitter';

/** A row in quarantine: where it lies, why it cannot be used, and its bytes. */
export interface Fault {
  readonly source: string;
  readonly file: string;
  /** 0 is the current file, k the k-th rotated one; null on standard input. */
  readonly segment: number | null;
  readonly offset: number;
  readonly length: number;
  readonly reason: FaultReason;
  readonly detail: string;
  readonly raw?: string;
  readonly raw_b64?: string;
}

/** The fault of a line at this place. Of an oversize line only the head is kept. */
export function faultOf(
  line: Line,
  { source, file, segment }: Pick<Fault, 'source' | 'file' | 'segment'>,
  reason: FaultReason,
  detail: string,
): Fault {
  const { offset, length } = line;
  return {
    source,
    file,
    segment,
    offset,
    length,
    reason,
    detail: detailOf(line, detail),
    ...rawOf(line.head),
  };
}

function detailOf(line: Line, detail: string): string {
  if (line.bytes !== undefined) return detail;
  return `${detail}; the head is kept, sha256 of the head ${createHash('sha256').update(line.head).digest('hex')}`;
}

function rawOf(head: Buffer): Pick<Fault, 'raw'> | Pick<Fault, 'raw_b64'> {
  const text = utf8Text(head);
  return text === undefined ? { raw_b64: head.toString('base64') } : { raw: text };
}
