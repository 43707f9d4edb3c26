import { mkdirSync, rmSync } from 'node:fs';
import { expect } from 'chai';
import { advance, UNREAD, type Bookmark } from '../../../src/io/tail/offset/bookmark';
import { Tail } from '../../../src/io/tail/tail';
import { unreadSegments } from '../../../src/io/tail/unread-segments';
import { PAIRS, withLog, write } from '../../live/executor/log-made';

/** The bookmark of one who has read all that is there. */
async function read(dir: string): Promise<Bookmark> {
  let mark = UNREAD;
  const onNews = (): void => undefined;
  const tail = new Tail({ dir, stem: 'foo', backups: 3, maxLineBytes: 100, onNews });
  for await (const { moves } of tail.poll(0)) for (const move of moves) mark = advance(mark, move, 3);
  await tail.close();
  return mark;
}

describe('the unread segments of a log', () => {
  it('are those with a line that the bookmark does not know', () =>
    withLog(PAIRS, async (log, dir) => {
      write(log, 'abc');
      const mark = await read(dir);
      expect(await unreadSegments(dir, 'foo', 3, mark)).to.equal(0);
      expect(await unreadSegments(dir, 'foo', 3)).to.equal(2);
      for (const [lines, segments] of [
        ['d', 1],
        ['e', 2],
        ['fg', 3],
        // The oldest is in the archive by now.
        ['hijk', 3],
      ] as const) {
        write(log, lines);
        expect(await unreadSegments(dir, 'foo', 3, mark), lines).to.equal(segments);
      }
      // Nothing was read by it.
      expect(await read(dir)).to.not.deep.equal(mark);
    }));

  it('are unknown where the log cannot be read', () =>
    withLog(PAIRS, async (log, dir) => {
      rmSync(log.path, { force: true });
      mkdirSync(log.path);
      expect(await unreadSegments(dir, 'foo', 3)).to.equal(undefined);
    }));
});
