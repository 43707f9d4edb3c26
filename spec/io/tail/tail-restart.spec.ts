import { appendFileSync, truncateSync } from 'node:fs';
import { expect } from 'chai';
import { ExecutorLog } from '../../live/executor/executor-log';
import { numbered, tailed, type PollHow, type Tailing } from './tailing';

/** What happens to a log of which the lines 1 to 40 have been read. */
type Story = (log: ExecutorLog, dir: string) => void;

const ended = (from: number, to: number): string =>
  numbered(from, to)
    .map((line) => `${line}\n`)
    .join('');

const STORIES: Readonly<Record<string, Story>> = {
  'many lines': (log) => {
    log.appendBytes(ended(1001, 2600));
  },
  'a rotation': (log) => {
    log.appendBytes(ended(101, 120));
    log.rotate();
    log.appendBytes(ended(201, 220));
  },
  'rotations as far as into the archive': (log) => {
    log.appendBytes(ended(101, 120));
    for (const from of [2001, 3001, 4001]) {
      log.rotate();
      log.appendBytes(ended(from, from + 20));
    }
  },
  'rotations beyond the archive': (log) => {
    for (const from of [2001, 3001, 4001, 5001, 6001]) {
      log.rotate();
      log.appendBytes(ended(from, from + 20));
    }
  },
  'a copytruncate': (log) => {
    log.appendBytes(ended(101, 120));
    log.copyTruncate();
    log.appendBytes(ended(201, 220));
  },
  'a truncation': (log) => {
    truncateSync(log.path);
    log.appendBytes(ended(201, 1600));
  },
  'a fork, then a rotation': (log) => {
    log.rewrite((content) => `${content.split('\n').slice(0, 20).join('\n')}\n${ended(101, 140)}`);
    log.rotate();
    log.appendBytes(ended(201, 220));
  },
  'a rollback': (log) => {
    log.rollBack(10);
  },
  'an edit in the middle': (log) => {
    log.rewrite((content) => content.replace('{"n":20}', '{"n":"edited"}'));
    log.appendBytes(ended(101, 120));
  },
  'a stale writer': (log, dir) => {
    const finish = new ExecutorLog(dir, 'foo').beginAppend('stale');
    log.appendBytes(ended(101, 120));
    log.rotate();
    log.appendBytes(ended(201, 220));
    finish();
  },
  'a late line and a last one without an end': (log, dir) => {
    log.appendBytes(`${ended(101, 120)}no end`);
    log.rotate();
    log.appendBytes(ended(201, 220));
    log.rotate();
    log.appendBytes(ended(301, 320));
    appendFileSync(`${dir}/foo.1.jsonl`, `late\nnor this`);
  },
};

/** Ends a poll at a turn, or so; false when it had ended before by itself. */
type Ending = (tailing: Tailing, turn: number) => Promise<boolean>;

async function cut(tailing: Tailing, how: PollHow): Promise<boolean> {
  for (;;) {
    const outcome = await tailing.poll(how);
    if (outcome?.kind !== 'unsure') return outcome === undefined;
  }
}

const killed =
  (lost: number): Ending =>
  async (tailing, turn) => {
    const isCut = await cut(tailing, { turns: turn });
    await tailing.restart(isCut ? lost : 0);
    return isCut;
  };

const ENDINGS: Readonly<Record<string, Ending>> = {
  'a poll is given up': (tailing, turn) => cut(tailing, { turns: turn }),
  'a poll is forgotten': (tailing, turn) => cut(tailing, { turns: turn, forgotten: true }),
  'it is killed after a commit': killed(0),
  'it is killed before a commit': killed(1),
};

async function told(
  story: Story,
  end: (tailing: Tailing) => Promise<boolean>,
): Promise<readonly string[] | undefined> {
  let lines: readonly string[] | undefined;
  await tailed({}, async (log, tailing, dir) => {
    log.appendBytes(ended(1, 40));
    await tailing.settle();
    story(log, dir);
    const happened = await end(tailing);
    await tailing.settle();
    log.append('z');
    await tailing.settle();
    lines = happened ? tailing.lines : undefined;
  });
  return lines;
}

function isEnded(line: string): boolean {
  return line !== 'no end';
}

describe('a tail that ends at any turn', () => {
  for (const [what, story] of Object.entries(STORIES)) {
    it(`hands over the same lines after ${what}`, async () => {
      const expected = await told(story, () => Promise.resolve(true));
      for (const [how, end] of Object.entries(ENDINGS)) {
        for (let turn = 1; ; turn++) {
          const lines = await told(story, (tailing) => end(tailing, turn));
          if (lines === undefined) break;
          expect(lines.toSorted(), `${how} at turn ${turn}`).to.deep.equal(expected?.toSorted());
          // A last line without an end may be given out at any later time.
          expect(lines.filter(isEnded)).to.deep.equal(expected?.filter(isEnded));
        }
      }
    });
  }
});
