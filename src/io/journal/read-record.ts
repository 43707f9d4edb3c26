import type { ReadRecord, ReadRows, RowsRecord } from './journal-records';
import { packedLines, unquotedLines } from './packed-lines';

const ROWS = Buffer.from('{"kind":"rows",');
// A quote inside a text is escaped: this stands nowhere else.
const LINES = Buffer.from(',"lines":[');
const NO_LINES = Buffer.from(']}');

/**
 * The record of a line of a commit, which may not be sealed; undefined where the line holds none. Where the seal holds
 * these are our own words, unless another program seals as we do.
 */
export function readRecord(line: Buffer): ReadRecord | undefined {
  try {
    return isRows(line) ? rowsOf(line) : (JSON.parse(line.toString('utf8')) as ReadRecord);
  } catch {
    return undefined;
  }
}

function isRows(line: Buffer): boolean {
  return line.subarray(0, ROWS.length).equals(ROWS);
}

function rowsOf(line: Buffer): ReadRows {
  const at = line.indexOf(LINES);
  const lines = at < 0 ? undefined : unquotedLines(line, at + LINES.length, '}');
  if (lines !== undefined)
    return { ...(JSON.parse(`${line.toString('utf8', 0, at)}}`) as Omit<ReadRows, 'lines'>), lines };
  const rows = JSON.parse(line.toString('utf8')) as RowsRecord;
  return { ...rows, lines: packedLines(rows.lines) };
}

/** As `readRecord`, but for the lines of rows, which are most of a journal: there are none. */
export function readHead(line: Buffer): ReadRecord | undefined {
  const at = isRows(line) ? line.indexOf(LINES) : -1;
  return readRecord(at < 0 ? line : Buffer.concat([line.subarray(0, at + LINES.length), NO_LINES]));
}
