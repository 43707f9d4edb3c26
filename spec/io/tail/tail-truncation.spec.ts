import {
  closeSync,
  ftruncateSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { expect } from 'chai';
import type { ExecutorLog } from '../../live/executor/executor-log';
import { numbered, tailed, type Tailing } from './tailing';

const DRAINED = { kind: 'drained', missing: false };
const UNSURE = { kind: 'unsure' };

/** Writes these lines anew in place of what the file holds; the inode remains. */
function rewritten(log: ExecutorLog, ...lines: readonly string[]): void {
  truncateSync(log.path);
  for (const line of lines) log.appendPlain(line);
}

async function seenTwice(tailing: Tailing): Promise<void> {
  expect(await tailing.poll()).to.deep.equal(UNSURE);
  expect(await tailing.poll()).to.deep.equal(DRAINED);
}

describe('a tail and a file that is cut short', () => {
  it('takes the unread end from the copy, then the new lines, at any moment of a copytruncate', async () => {
    for (let frozen = 0; frozen < 8; frozen++) {
      for (const restarts of [false, true]) {
        await tailed({}, async (log, tailing) => {
          for (const line of ['a', 'b']) {
            log.append(line);
            await tailing.poll();
            log.copyTruncate();
          }
          log.appendPlain('c');
          await tailing.poll();
          log.appendPlain('unread');
          const steps = log.copyTruncateSteps();
          for (let n = 0; n < frozen; n++) steps.next();
          if (restarts) await tailing.restart();
          await tailing.poll();
          Array.from(steps);
          log.appendPlain('d');
          await tailing.settle();
          expect(tailing.lines, `frozen at ${frozen}`).to.deep.equal(['a', 'b', 'c', 'unread', 'd']);
          expect(new Set(tailing.events)).to.deep.equal(new Set(['rotation']));
        });
      }
    }
  });

  it('takes a copy that is half made for what it is', async () => {
    await tailed({}, async (log, tailing, dir) => {
      for (const line of numbered(1, 9)) log.appendPlain(line);
      await tailing.settle();
      for (const cut of [0, 4, 20, 63]) {
        writeFileSync(`${dir}/foo.1.jsonl`, log.content().slice(0, cut));
        expect(await tailing.poll({ afterMs: 1000 })).to.deep.equal(DRAINED);
      }
      log.copyTruncate();
      rmSync(`${dir}/foo.2.jsonl`);
      log.appendPlain('z');
      await tailing.settle();
      expect(tailing.lines).to.deep.equal([...numbered(1, 9), 'z']);
      expect(tailing.events).to.deep.equal(['rotation']);
    });
  });

  it('hands over the line after the hole that a writer leaves who does not append', async () => {
    await tailed({}, async (log, tailing) => {
      log.append('a');
      await tailing.poll();
      const held = openSync(log.path, 'r+');
      const { size } = statSync(log.path);
      log.copyTruncate();
      writeSync(held, 'b\nc\n', size);
      closeSync(held);
      await tailing.drain();
      expect(tailing.lines).to.deep.equal(['a', '\0\0b', 'c']);
      expect(tailing.handed[1]).to.include({ offset: 0, file: 'foo.jsonl' });
    });
  });

  const OLD = ['one line', 'another line'];
  for (const [how, lines] of [
    ['less than before', ['new']],
    ['as much as before', ['eno line', 'rehtona line']],
    ['more than before', [...OLD.map((line) => `new ${line}`), 'and one more']],
  ] as const) {
    it(`sees that a file began anew when it holds ${how}`, async () => {
      for (const left of [false, true]) {
        await tailed({}, async (log, tailing) => {
          if (left) log.append('x');
          if (left) log.rotate();
          for (const line of OLD) log.appendPlain(line);
          await tailing.drain();
          const { ino } = statSync(log.path);
          rewritten(log, ...lines);
          expect(statSync(log.path).ino).to.equal(ino);
          await seenTwice(tailing);
          await tailing.settle();
          expect(tailing.lines.slice(left ? 1 : 0)).to.deep.equal([...OLD, ...lines]);
          expect(tailing.events.filter((event) => event !== 'rotation')).to.deep.equal(['truncate']);
          expect(tailing.counters.truncates).to.equal(1);
          expect(tailing.news.at(-1)?.incomplete).to.equal(false);
        });
      }
    });
  }

  it('waits for the first line of a file that is empty, and tells of bytes that were never read', async () => {
    await tailed({}, async (log, tailing) => {
      log.appendBytes('a\nhalf');
      await tailing.poll();
      truncateSync(log.path);
      for (let n = 0; n < 3; n++) expect(await tailing.poll({ afterMs: 10_000 })).to.deep.equal(DRAINED);
      log.appendPlain('b');
      await seenTwice(tailing);
      expect(tailing.lines).to.deep.equal(['a', 'b']);
      expect(tailing.news).to.have.length(1);
      expect(tailing.news[0]).to.deep.include({ event: 'truncate', incomplete: true });
      expect(tailing.news[0]?.detail).to.contain('4 bytes');
    });
  });

  it('hands over no torn line when the file is cut short while it is read', async () => {
    for (const regrown of ['', 'new\n', `${numbered(9001, 9900).join('\n')}\n`]) {
      await tailed({}, async (log, tailing) => {
        const lines = numbered(1, 40_000);
        log.appendBytes(`${lines.join('\n')}\n`);
        const outcome = await tailing.poll({
          onTurn: (_, n) => {
            if (n !== 2) return;
            const held = openSync(log.path, 'r+');
            ftruncateSync(held, 0);
            closeSync(held);
            log.appendBytes(regrown);
          },
        });
        expect(outcome).to.deep.equal(UNSURE);
        await tailing.settle();
        const after = regrown.split('\n').slice(0, -1);
        expect(tailing.lines).to.deep.equal([...lines.slice(0, 1024), ...after]);
      });
    }
  });

  for (const [what, first, again, expected] of [
    ['another content', ['a', 'b'], ['c', 'd'], ['a', 'b', 'c', 'd']],
    ['the same first line', ['a', 'b'], ['a', 'd'], ['a', 'b', 'd']],
    ['the same lines and more: it is taken for the same file', ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c']],
  ] as const) {
    it(`reads a file that was deleted and made anew with ${what}`, async () => {
      for (const between of [false, true]) {
        await tailed({}, async (log, tailing) => {
          for (const line of first) log.append(line);
          await tailing.poll();
          rmSync(log.path);
          if (between) expect(await tailing.poll()).to.deep.equal({ kind: 'drained', missing: true });
          for (const line of again) log.append(line);
          await tailing.settle();
          expect(tailing.lines).to.deep.equal(expected);
        });
      }
    });
  }

  it('goes by the content when another file has the inode of the one before', async () => {
    await tailed({}, async (log, tailing) => {
      log.append('x');
      log.rotate();
      for (const line of ['a', 'b', 'c']) log.append(line);
      await tailing.drain();
      const { ino } = statSync(log.path);
      rewritten(log, 'd', 'e', 'f', 'g');
      expect(statSync(log.path).ino).to.equal(ino);
      await tailing.settle();
      expect(tailing.handed.slice(-4).map(({ text, offset }) => [text, offset])).to.deep.equal([
        ['d', 0],
        ['e', 2],
        ['f', 4],
        ['g', 6],
      ]);
    });
  });
});
