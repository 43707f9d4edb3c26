import { isAscii } from 'node:buffer';
import type { Arrival, CommitRecord, OpenRecord, ReadRecord } from './journal-records';
import { packedLines, unquotedLines } from './packed-lines';
import { readSteps } from './read-steps';

const ROWS = Buffer.from('{"kind":"rows",');
const COMMIT = Buffer.from('{"kind":"commit",');
// A quote inside a text is escaped: these stand nowhere else.
const LINES = Buffer.from(',"lines":[');
const STEPS = Buffer.from(',"steps":{');
const AFTER_STEPS = Buffer.from('},"quarantine":');
const NO_LINES = Buffer.from(']}');

/**
 * The record of a line of a commit, which may not be sealed; undefined where the line holds none. The steps of a commit
 * are most of it, and few readers ask for them: they are parsed then.
 */
export function readRecord(line: Buffer): ReadRecord | undefined {
  try {
    const commit = commitIn(line);
    if (commit === undefined) return parsed(line);
    const json = Buffer.from(commit.steps);
    return {
      ...commit.others,
      get steps() {
        return readSteps(json);
      },
    };
  } catch {
    return undefined;
  }
}

/** As `readRecord`, but with the steps, and without the lines of rows, which are most of a journal: there are none. */
export function readHead(line: Buffer): ReadRecord | undefined {
  try {
    const commit = commitIn(line);
    if (commit !== undefined) return { ...commit.others, steps: readSteps(commit.steps) };
    const at = linesIn(line);
    return parsed(at < 0 ? line : Buffer.concat([line.subarray(0, at + LINES.length), NO_LINES]));
  } catch {
    return undefined;
  }
}

function parsed(line: Buffer): ReadRecord {
  const at = linesIn(line);
  const lines = at < 0 ? undefined : unquotedLines(line, at + LINES.length, '}');
  const json = lines === undefined ? textOf(line) : `${textOf(line.subarray(0, at))}}`;
  // Where the seal holds these are our own words, unless another program seals as we do.
  const record = JSON.parse(json) as Arrival | OpenRecord | CommitRecord;
  return record.kind === 'rows' ? { ...record, lines: lines ?? packedLines(record.lines) } : record;
}

// Where the lines of rows begin; negative for other records.
function linesIn(line: Buffer): number {
  return line.subarray(0, ROWS.length).equals(ROWS) ? line.indexOf(LINES) : -1;
}

interface CommitParts {
  readonly steps: Buffer;
  readonly others: Omit<CommitRecord, 'steps'>;
}

// Undefined for other records, and for a commit in other words than ours.
function commitIn(line: Buffer): CommitParts | undefined {
  if (!line.subarray(0, COMMIT.length).equals(COMMIT)) return undefined;
  const [start, end] = [line.indexOf(STEPS), line.lastIndexOf(AFTER_STEPS) + 1];
  if (start < 0 || end <= start) return undefined;
  const json = `${textOf(line.subarray(0, start))}${textOf(line.subarray(end))}`;
  const others = JSON.parse(json) as CommitParts['others'];
  return { steps: line.subarray(start + STEPS.length - 1, end), others };
}

// To read bytes as UTF-8 takes many times longer.
function textOf(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}
