import type { LineEnd, OffsetMove } from '../tail/offset/bookmark';
import type { CommitRecord } from './journal-records';

type Steps = CommitRecord['steps'];

const ENDS = Buffer.from('"ends":[');
const CLOSE = 0x5d;

/** The steps of a commit, of their JSON. Throws where it is none. */
export function readSteps(json: Buffer): Steps {
  try {
    return readByStep(json);
  } catch {
    return parsed(json.toString());
  }
}

// As they are written, the line ends of a step hold no other list. They are read a step at a time: a text of them all
// takes so much memory that to get it takes longer than to read it.
function readByStep(json: Buffer): Steps {
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
  const steps = parsed([...others, json.toString('utf8', from)].join(''));
  const next = ends.values();
  const withEnds = (move: OffsetMove): OffsetMove =>
    move.step === 'read' ? { ...move, ends: next.next().value ?? [] } : move;
  return Object.fromEntries(Object.entries(steps).map(([log, moves]) => [log, moves.map(withEnds)]));
}

function parsed(json: string): Steps {
  return JSON.parse(json) as Steps;
}
