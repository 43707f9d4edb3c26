import { isAscii } from 'node:buffer';
import type { LineEnd, OffsetMove } from '../tail/offset/bookmark';
import type { Arrival, CommitRecord, OpenRecord, ReadRecord, ReadRows, RowsRecord } from './journal-records';
import { packedLines, unquotedLines } from './packed-lines';

const ROWS = Buffer.from('{"kind":"rows",');
const COMMIT = Buffer.from('{"kind":"commit",');
// A quote inside a text is escaped: these stand nowhere else.
const LATE = Buffer.from(',"late":[');
const LINES = Buffer.from(',"lines":[');
const STEPS = Buffer.from(',"steps":{');
const AFTER_STEPS = Buffer.from('},"quarantine":');
const ENDS = Buffer.from('"ends":[');
const OPEN = 0x5b;
const CLOSE = 0x5d;

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

/** As `readRecord`, but with the steps, and of rows without their lines, which are most of a journal, and the late ones. */
export function readHead(line: Buffer): ReadRecord | undefined {
  try {
    const commit = commitIn(line);
    if (commit !== undefined) return { ...commit.others, steps: readSteps(commit.steps) };
    const parts = rowsIn(line);
    return parts === undefined ? parsed(line) : { ...parts.head, late: [], lateRows: 0, lines: NOTHING };
  } catch {
    return undefined;
  }
}

const NOTHING = Buffer.alloc(0);

function parsed(line: Buffer): ReadRecord {
  const parts = rowsIn(line);
  const lines = parts && unquotedLines(line, parts.linesAt, '}');
  if (parts !== undefined && lines !== undefined) return readRows(parts, lines);
  // Where the seal holds these are our own words, unless another program seals as we do.
  const record = JSON.parse(textOf(line)) as Arrival | OpenRecord | CommitRecord;
  if (record.kind !== 'rows') return record;
  return { ...record, lateRows: record.late.length, lines: packedLines(record.lines) };
}

interface RowsParts {
  readonly head: Omit<RowsRecord, 'late' | 'lines'>;
  /** The list of late rows, as JSON. */
  readonly late: Buffer;
  /** Where the lines begin. */
  readonly linesAt: number;
}

// Undefined for other records, and for rows in other words than ours.
function rowsIn(line: Buffer): RowsParts | undefined {
  if (!line.subarray(0, ROWS.length).equals(ROWS)) return undefined;
  const [late, lines] = [line.indexOf(LATE), line.indexOf(LINES)];
  if (late < 0 || lines < late || line[lines - 1] !== CLOSE) return undefined;
  const head = JSON.parse(`${textOf(line.subarray(0, late))}}`) as RowsParts['head'];
  return { head, late: line.subarray(late + LATE.length - 1, lines), linesAt: lines + LINES.length };
}

// After a backlog nearly every row is late; few readers ask which.
function readRows({ head, late }: RowsParts, lines: Buffer): ReadRows {
  const json = Buffer.from(late);
  let lateRows = 0;
  for (let at = json.indexOf(OPEN, 1); at >= 0; at = json.indexOf(OPEN, at + 1)) lateRows++;
  return {
    ...head,
    lateRows,
    get late() {
      return JSON.parse(json.toString('latin1')) as RowsRecord['late'];
    },
    lines,
  };
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

/** The steps of a commit, of their JSON. Throws where it is none. */
function readSteps(json: Buffer): CommitRecord['steps'] {
  try {
    return readByStep(json);
  } catch {
    return stepsIn(json.toString());
  }
}

// As they are written, the line ends of a step hold no other list. They are read a step at a time: a text of them all
// takes so much memory that to get it takes longer than to read it.
function readByStep(json: Buffer): CommitRecord['steps'] {
  const ends: (readonly LineEnd[])[] = [];
  const others: string[] = [];
  let from = 0;
  for (let at = json.indexOf(ENDS); at >= 0; at = json.indexOf(ENDS, from)) {
    const start = at + ENDS.length;
    const end = json.indexOf(CLOSE, start);
    others.push(json.toString('utf8', from, start));
    ends.push(JSON.parse(json.toString('latin1', start - 1, end + 1)) as readonly LineEnd[]);
    from = end;
  }
  const steps = stepsIn([...others, json.toString('utf8', from)].join(''));
  const next = ends.values();
  const withEnds = (move: OffsetMove): OffsetMove =>
    move.step === 'read' ? { ...move, ends: next.next().value ?? [] } : move;
  return Object.fromEntries(Object.entries(steps).map(([log, moves]) => [log, moves.map(withEnds)]));
}

function stepsIn(json: string): CommitRecord['steps'] {
  return JSON.parse(json) as CommitRecord['steps'];
}
