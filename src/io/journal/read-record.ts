import type { Arrival, CommitRecord, OpenRecord, ReadRecord } from './journal-records';
import { packedLines, unquotedLines } from './packed-lines';

const ROWS = Buffer.from('{"kind":"rows",');
// A quote inside a text is escaped: this stands nowhere else.
const LINES = Buffer.from(',"lines":[');
const NO_LINES = Buffer.from(']}');

/** The record of a line of a commit, which may not be sealed; undefined where the line holds none. */
export function readRecord(line: Buffer): ReadRecord | undefined {
  try {
    const at = linesIn(line);
    const lines = at < 0 ? undefined : unquotedLines(line, at + LINES.length, '}');
    const json = lines === undefined ? line.toString('utf8') : `${line.toString('utf8', 0, at)}}`;
    // Where the seal holds these are our own words, unless another program seals as we do.
    const record = JSON.parse(json) as Arrival | OpenRecord | CommitRecord;
    return record.kind === 'rows' ? { ...record, lines: lines ?? packedLines(record.lines) } : record;
  } catch {
    return undefined;
  }
}

/** As `readRecord`, but for the lines of rows, which are most of a journal: there are none. */
export function readHead(line: Buffer): ReadRecord | undefined {
  const at = linesIn(line);
  return readRecord(at < 0 ? line : Buffer.concat([line.subarray(0, at + LINES.length), NO_LINES]));
}

// Where the lines of rows begin; negative for other records.
function linesIn(line: Buffer): number {
  return line.subarray(0, ROWS.length).equals(ROWS) ? line.indexOf(LINES) : -1;
}
